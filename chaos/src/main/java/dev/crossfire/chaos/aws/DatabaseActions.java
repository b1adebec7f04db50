package dev.crossfire.chaos.aws;

import dev.crossfire.model.Capability;
import java.util.List;
import java.util.Map;

/** Disruptions of databases. */
final class DatabaseActions {
    static final String CLUSTER = "aws:rds:cluster";
    static final String INSTANCE = "aws:rds:db";

    static final List<ActionMapping> ALL = List.of(
            ActionMapping.of(
                            CLUSTER,
                            Capability.FAILOVER,
                            "failover",
                            "aws:rds:failover-db-cluster",
                            "Clusters",
                            spec -> Map.of())
                    .each(),
            ActionMapping.of(
                            INSTANCE,
                            Capability.FAILOVER,
                            "failover",
                            "aws:rds:reboot-db-instances",
                            "DBInstances",
                            spec -> Map.of("forceFailover", "true"))
                    .each());

    private DatabaseActions() {}
}
