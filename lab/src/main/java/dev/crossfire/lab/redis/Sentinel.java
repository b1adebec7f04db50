package dev.crossfire.lab.redis;

import dev.crossfire.lab.failover.FailoverSettings;
import dev.crossfire.lab.process.ProcessSupervisor;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;

/**
 * Watches the cache and promotes the replica when the primary is lost; it stands outside the zones, as a cloud's own
 * control plane does.
 *
 * <p>One is enough to decide: several guard against the loss of a sentinel's own machine, which here is the lab's.
 *
 * @param port where it listens
 * @param supervisor keeps it running
 */
public record Sentinel(String name, int port, ConfigurationFile file, ProcessSupervisor supervisor) {
    /** What it calls the cache. */
    static final String GROUP = "ticketing-cache";

    /** A promotion that failed is tried again after twice this. */
    private static final Duration FAILOVER_LIMIT = Duration.ofSeconds(2);

    /** Half of the database's: a cache has no data to lose by a hasty decision, and its users wait for it the shorter. */
    private static Duration interval(FailoverSettings settings) {
        return settings.probeInterval().dividedBy(2);
    }

    /** Sets the primary that it watches when it is started. */
    void watch(CacheNode primary, CacheNode replica, FailoverSettings settings) throws IOException {
        Duration down = interval(settings).multipliedBy(settings.probeFailures());
        file.write(List.of(
                "bind " + Redis.HOST,
                "port " + port,
                "sentinel monitor " + GROUP + " " + address(primary) + " 1",
                "sentinel down-after-milliseconds " + GROUP + " " + down.toMillis(),
                "sentinel failover-timeout " + GROUP + " " + FAILOVER_LIMIT.toMillis(),
                "sentinel known-replica " + GROUP + " " + address(replica)));
    }

    /**
     * Makes it probe twice as often as the lab's other watchers do.
     *
     * <p>The probe interval is no setting of the file: by default it knows a replica's state of ten seconds ago, and
     * promotes none whose state is older than five; and an old primary that comes back stays one for four periods of
     * publishing.
     */
    static void hurry(Jedis session, FailoverSettings settings) {
        String interval = Long.toString(interval(settings).toMillis());
        session.sendCommand(
                Protocol.Command.SENTINEL,
                "DEBUG",
                "PING-PERIOD",
                interval,
                "INFO-PERIOD",
                interval,
                "PUBLISH-PERIOD",
                interval);
    }

    /** Returns whether a replica is known that could take over now. */
    static boolean hasStandby(Jedis session) {
        return session.sentinelReplicas(GROUP).stream().anyMatch(Sentinel::isFit);
    }

    private static boolean isFit(Map<String, String> replica) {
        return "slave".equals(replica.get("flags")) && "ok".equals(replica.get("master-link-status"));
    }

    private static String address(CacheNode node) {
        return Redis.HOST + " " + node.knownAs();
    }
}
