package dev.crossfire.chaos.aws;

import dev.crossfire.model.Capability;
import java.util.List;
import java.util.Map;

/** Harm to caches. */
final class CacheRows {
    static final String GROUP = "aws:elasticache:replicationgroup";
    private static final String KEY = "ReplicationGroups";

    static final List<Row> ALL = List.of(
            Row.of(GROUP, Capability.TAKEOVER, "failover", "lab:cache:failover", KEY, List.of(), harm -> Map.of()),
            Row.of(GROUP, Capability.KILL, "kill", "lab:cache:kill", KEY, List.of(), harm -> Map.of()),
            Row.of(GROUP, Capability.FLUSH, "flush", "lab:cache:flush", KEY, List.of(), harm -> Map.of()));

    private CacheRows() {}
}
