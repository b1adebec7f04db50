package dev.crossfire.lab.fis.actions;

import dev.crossfire.lab.fis.ResourceType;
import java.util.List;

/** The resource types of Amazon RDS. */
final class RdsTypes {
    static final ResourceType CLUSTER = new ResourceType(
            "aws:rds:cluster",
            "An Amazon Aurora DB cluster",
            List.of(new ResourceType.Parameter(
                    "writerAvailabilityZoneIdentifiers",
                    "The Availability Zones of the writer of the DB cluster, comma-separated.",
                    false,
                    "WriterAvailabilityZone")));

    static final ResourceType DB = new ResourceType(
            "aws:rds:db",
            "An Amazon RDS DB instance",
            List.of(new ResourceType.Parameter(
                    "availabilityZoneIdentifiers",
                    "The Availability Zones of the DB instance, comma-separated.",
                    false,
                    "AvailabilityZone")));

    private RdsTypes() {}
}
