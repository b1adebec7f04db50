package dev.crossfire.lab.fis.actions;

import dev.crossfire.lab.fis.ActionSpec;
import dev.crossfire.lab.fis.ResourceType;
import java.util.List;

/** The resource type of Amazon ElastiCache, and how actions refer to it. */
final class CacheTypes {
    static final String ZONE = "availabilityZoneIdentifier";
    private static final String KEY = "ReplicationGroups";

    static final ResourceType REPLICATION_GROUP = new ResourceType(
            "aws:elasticache:replicationgroup",
            "An Amazon ElastiCache replication group",
            List.of(new ResourceType.Parameter(
                    ZONE,
                    "The Availability Zone that contains the nodes of the replication group.",
                    true,
                    "AvailabilityZone")));

    /** The servers in a zone. */
    static final ActionSpec.Target IN_ZONE = new ActionSpec.Target(KEY, REPLICATION_GROUP);

    /** All servers, wherever they are. */
    static final ActionSpec.Target WHOLE = new ActionSpec.Target(KEY, REPLICATION_GROUP, false);

    private CacheTypes() {}
}
