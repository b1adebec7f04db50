package dev.crossfire.lab.redis;

import dev.crossfire.lab.link.Link;
import dev.crossfire.lab.process.ProcessSupervisor;
import dev.crossfire.lab.redis.RedisExecutable.ConfigurationFile;
import dev.crossfire.lab.zone.LabZone;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One server of the cache.
 *
 * @param name for example {@code redis-1c}
 * @param port where it listens
 * @param front the link by which the other server and the sentinel reach it
 * @param supervisor keeps it running
 */
public record CacheNode(
        String name, LabZone zone, int port, Link front, ConfigurationFile file, ProcessSupervisor supervisor) {
    /** In memory only: a cache has nothing to keep, so it comes back empty, and copies go over the wire alone. */
    private static final List<String> ALWAYS = List.of(
            "bind " + RedisExecutable.HOST,
            "save \"\"",
            "appendonly no",
            "maxmemory 64mb",
            "maxmemory-policy allkeys-lru",
            "repl-diskless-sync yes",
            "repl-diskless-sync-delay 0",
            "repl-diskless-load swapdb",
            "repl-timeout 5",
            "repl-ping-replica-period 1");

    /** Returns the port that the other server and the sentinel know. */
    int knownAs() {
        return front.address().getPort();
    }

    /** Sets its role for its next start. */
    void become(Optional<CacheNode> replicaOf, CacheLogin login) throws IOException {
        List<String> lines = new ArrayList<>(ALWAYS);
        lines.addAll(login.accessRules());
        lines.addAll(login.ofReplica());
        lines.add("port " + port);
        lines.add("replica-announce-ip " + RedisExecutable.HOST);
        lines.add("replica-announce-port " + knownAs());
        replicaOf.ifPresent(primary -> lines.add("replicaof " + RedisExecutable.HOST + " " + primary.knownAs()));
        file.write(lines);
    }
}
