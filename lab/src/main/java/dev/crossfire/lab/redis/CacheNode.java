package dev.crossfire.lab.redis;

import dev.crossfire.lab.process.Keeper;
import dev.crossfire.lab.zone.Zone;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One server of the cache.
 *
 * @param name for example {@code redis-1c}
 * @param port where it listens
 * @param keeper who keeps it running
 */
public record CacheNode(String name, Zone zone, int port, ConfigurationFile file, Keeper keeper) {
    /** In memory only: a cache has nothing to keep, so it comes back empty, and copies go over the wire alone. */
    private static final List<String> ALWAYS = List.of(
            "bind " + Redis.HOST,
            "save \"\"",
            "appendonly no",
            "maxmemory 64mb",
            "maxmemory-policy allkeys-lru",
            "repl-diskless-sync yes",
            "repl-diskless-sync-delay 0",
            "repl-diskless-load swapdb",
            "repl-timeout 5",
            "repl-ping-replica-period 1");

    /** Tells it what to be when it is started next. */
    void become(Optional<CacheNode> replicaOf) throws IOException {
        List<String> lines = new ArrayList<>(ALWAYS);
        lines.add("port " + port);
        replicaOf.ifPresent(primary -> lines.add("replicaof " + Redis.HOST + " " + primary.port()));
        file.write(lines);
    }
}
