package dev.crossfire.chaos.aws;

import dev.crossfire.model.Capability;
import java.util.List;
import java.util.Map;

/** Disruptions of caches. */
final class CacheRows {
    static final String GROUP = "aws:elasticache:replicationgroup";
    private static final String KEY = "ReplicationGroups";

    static final List<ActionMapping> ALL = List.of(
            ActionMapping.of(
                    GROUP, Capability.TAKEOVER, "failover", "lab:cache:failover", KEY, List.of(), spec -> Map.of()),
            ActionMapping.of(GROUP, Capability.KILL, "kill", "lab:cache:kill", KEY, List.of(), spec -> Map.of()),
            ActionMapping.of(GROUP, Capability.FLUSH, "flush", "lab:cache:flush", KEY, List.of(), spec -> Map.of()));

    private CacheRows() {}
}
