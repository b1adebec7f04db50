package dev.crossfire.chaos.aws;

import dev.crossfire.chaos.Strike;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Harm to whole zones.
 *
 * <p>The loss of power is put together as AWS's own scenario for it is.
 *
 * @see <a href="https://docs.aws.amazon.com/fis/latest/userguide/az-availability-scenario.html">AZ Availability: Power
 *     Interruption</a>
 */
final class ZoneRows {
    static final String ZONE = "zone";

    private static final String STOP = "aws:ec2:stop-instances";
    private static final String CAPACITY = "aws:ec2:asg-insufficient-instance-capacity-error";
    private static final String CONNECTIVITY = "aws:network:disrupt-connectivity";
    private static final String FAILOVER = "aws:rds:failover-db-cluster";
    private static final String CACHE = "aws:elasticache:replicationgroup-interrupt-az-power";

    /** AWS's scenario takes the network away for so long at most; what has no power by then is gone anyway. */
    private static final Duration WITHOUT_NETWORK = Duration.ofMinutes(2);

    private static final List<String> NETWORK_PERMISSIONS = List.of(
            "ec2:DescribeSubnets",
            "ec2:DescribeNetworkAcls",
            "ec2:CreateNetworkAcl",
            "ec2:CreateNetworkAclEntry",
            "ec2:DeleteNetworkAcl",
            "ec2:ReplaceNetworkAclAssociation",
            "ec2:CreateTags");

    static final List<Row> ALL = List.of(
            new Row(
                    ZONE,
                    Capability.POWER,
                    List.of(STOP, CAPACITY, CONNECTIVITY, FAILOVER, CACHE),
                    permissions(),
                    (strike, inventory) -> each(strike, ZoneRows::power)),
            new Row(
                    ZONE,
                    Capability.ISOLATION,
                    List.of(CONNECTIVITY),
                    NETWORK_PERMISSIONS,
                    (strike, inventory) ->
                            each(strike, (zone, duration) -> List.of(connectivity(zone, duration, false)))));

    /** Makes the steps for one zone. */
    @FunctionalInterface
    private interface Steps {
        List<Step> of(Target zone, Duration duration);
    }

    private ZoneRows() {}

    private static List<Step> each(Strike strike, Steps steps) {
        @Nullable Duration duration = strike.duration();
        if (duration == null) {
            throw new IllegalArgumentException("the loss of a zone without a duration");
        }
        List<Step> all = new ArrayList<>();
        for (int i = 0; i < strike.targets().size(); i++) {
            String prefix = strike.targets().size() == 1 ? "" : "z" + (i + 1) + "-";
            for (Step step : steps.of(strike.targets().get(i), duration)) {
                all.add(step.renamed(prefix, List.of()));
            }
        }
        return all;
    }

    /** The steps of the harm that hits most of a zone; any other hits some of that. */
    static List<Step> worst(Target zone) {
        return power(zone, Duration.ofMinutes(1));
    }

    private static List<Step> power(Target zone, Duration duration) {
        String lasts = duration.toString();
        Duration unconnected = duration.compareTo(WITHOUT_NETWORK) < 0 ? duration : WITHOUT_NETWORK;
        return List.of(
                new Step(
                        "stop",
                        STOP,
                        "Instances",
                        new Aim(
                                "instances",
                                "aws:ec2:instance",
                                List.of(),
                                zone.tags(),
                                Map.of("Placement.AvailabilityZone", List.of(name(zone))),
                                Map.of(),
                                false),
                        Map.of("startInstancesAfterDuration", lasts, "completeIfInstancesTerminated", "true")),
                new Step(
                        "capacity",
                        CAPACITY,
                        "AutoScalingGroups",
                        maybe("groups", "aws:ec2:autoscaling-group", zone, Map.of()),
                        Map.of("duration", lasts, "availabilityZoneIdentifiers", name(zone), "percentage", "100")),
                connectivity(zone, unconnected, true),
                new Step(
                        "failover",
                        FAILOVER,
                        "Clusters",
                        maybe(
                                "clusters",
                                DatabaseRows.CLUSTER,
                                zone,
                                Map.of("writerAvailabilityZoneIdentifiers", name(zone))),
                        Map.of()),
                new Step(
                        "cache",
                        CACHE,
                        "ReplicationGroups",
                        maybe("caches", CacheRows.GROUP, zone, Map.of("availabilityZoneIdentifier", name(zone))),
                        Map.of("duration", lasts)));
    }

    private static Step connectivity(Target zone, Duration duration, boolean mayBeEmpty) {
        Aim subnets = new Aim(
                "subnets",
                "aws:ec2:subnet",
                List.of(),
                zone.tags(),
                Map.of(),
                Map.of("availabilityZoneIdentifier", name(zone)),
                mayBeEmpty);
        return new Step(
                "connectivity",
                CONNECTIVITY,
                "Subnets",
                subnets,
                Map.of("duration", duration.toString(), "scope", "all"));
    }

    private static Aim maybe(String name, String type, Target zone, Map<String, String> parameters) {
        return new Aim(name, type, List.of(), zone.tags(), Map.of(), parameters, true);
    }

    private static String name(Target zone) {
        String name = zone.zone();
        return name == null ? zone.id() : name;
    }

    private static List<String> permissions() {
        List<String> all = new ArrayList<>(List.of(
                "ec2:StopInstances",
                "ec2:StartInstances",
                "ec2:DescribeInstances",
                "ec2:InjectApiError",
                "autoscaling:DescribeAutoScalingGroups",
                "rds:FailoverDBCluster",
                "rds:DescribeDBClusters",
                "elasticache:InterruptClusterAzPower",
                "elasticache:DescribeReplicationGroups",
                "tag:GetResources"));
        all.addAll(NETWORK_PERMISSIONS);
        return all;
    }
}
