package dev.crossfire.chaos.aws;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An action that can be aimed at a type of resource; a preview needs one because FIS resolves no targets without an
 * action, and skips it.
 *
 * @param type of the resources, as {@code aws:ec2:instance}
 * @param targetKey what the action calls its target
 * @param parameters of the action, besides its zone
 * @param zoned what takes the zone of the resources
 * @see <a href="https://docs.aws.amazon.com/fis/latest/userguide/fis-actions-reference.html">Actions reference</a>
 */
record PreviewAction(String type, String action, String targetKey, Map<String, String> parameters, Zoned zoned) {
    /** Where FIS takes the zone of resources of a type. */
    private enum Zoned {
        NOWHERE,
        ACTION_LIST,
        ACTION,
        TARGET
    }

    private static final String ZONE = "availabilityZoneIdentifier";
    private static final Map<String, String> MINUTE = Map.of("duration", "PT1M");

    private static final List<PreviewAction> ALL = List.of(
            of(DatabaseActions.CLUSTER, "aws:rds:failover-db-cluster", "Clusters", Map.of()),
            of(DatabaseActions.INSTANCE, "aws:rds:reboot-db-instances", "DBInstances", Map.of()),
            of("aws:ecs:task", "aws:ecs:stop-task", "Tasks", Map.of()),
            of(
                    "aws:ecs:cluster",
                    "aws:ecs:drain-container-instances",
                    "Clusters",
                    Map.of("drainagePercentage", "1", "duration", "PT1M")),
            of("aws:ec2:instance", "aws:ec2:stop-instances", "Instances", Map.of()),
            of(
                    "aws:ec2:spot-instance",
                    "aws:ec2:send-spot-instance-interruptions",
                    "SpotInstances",
                    Map.of("durationBeforeInterruption", "PT2M")),
            of("aws:ec2:ebs-volume", ZonePower.PAUSE_VOLUMES, "Volumes", MINUTE),
            of(
                    "aws:ec2:subnet",
                    "aws:network:disrupt-connectivity",
                    "Subnets",
                    Map.of("duration", "PT1M", "scope", "availability-zone")),
            new PreviewAction(
                    "aws:ec2:autoscaling-group",
                    "aws:ec2:asg-insufficient-instance-capacity-error",
                    "AutoScalingGroups",
                    MINUTE,
                    Zoned.ACTION_LIST),
            new PreviewAction(
                    ZoneActions.CACHE_GROUP,
                    "aws:elasticache:replicationgroup-interrupt-az-power",
                    "ReplicationGroups",
                    MINUTE,
                    Zoned.TARGET),
            new PreviewAction(
                    ZonePower.SHIFTED,
                    ZonePower.AUTOSHIFT,
                    "ManagedResources",
                    Map.of("duration", "PT1M", "managedResourceTypes", ZonePower.SHIFTED_TYPES),
                    Zoned.ACTION),
            of(
                    "aws:eks:nodegroup",
                    "aws:eks:terminate-nodegroup-instances",
                    "Nodegroups",
                    Map.of("instanceTerminationPercentage", "1")),
            of("aws:lambda:function", "aws:lambda:invocation-add-delay", "Functions", MINUTE),
            of("aws:dynamodb:global-table", "aws:dynamodb:global-table-pause-replication", "Tables", MINUTE),
            of(
                    ZonePower.ROLE,
                    "aws:fis:inject-api-throttle-error",
                    "Roles",
                    Map.of(
                            "duration",
                            "PT1M",
                            "service",
                            "ec2",
                            "percentage",
                            "1",
                            "operations",
                            "DescribeInstances")));

    private static PreviewAction of(String type, String action, String targetKey, Map<String, String> parameters) {
        return new PreviewAction(type, action, targetKey, parameters, Zoned.NOWHERE);
    }

    /**
     * The step of a preview; empty when resources of that type cannot be previewed.
     *
     * @param zone where they stand; null when they span zones
     */
    static Optional<ExperimentStep> step(ExperimentTarget aim, @Nullable String zone) {
        return find(aim.type()).map(one -> one.aimed(aim, zone));
    }

    private ExperimentStep aimed(ExperimentTarget aim, @Nullable String zone) {
        Map<String, String> all = new LinkedHashMap<>(parameters);
        if (zone != null && zoned == Zoned.ACTION) {
            all.put(ZONE, zone);
        } else if (zone != null && zoned == Zoned.ACTION_LIST) {
            all.put(ZONE + "s", zone);
        }
        return new ExperimentStep("preview", action, targetKey, aim, all, List.of());
    }

    /** What FIS requires besides to resolve resources of a type, in the target's form; usually nothing. */
    static Map<String, String> targetParameters(String type, @Nullable String zone) {
        return zone != null
                        && find(type).filter(one -> one.zoned == Zoned.TARGET).isPresent()
                ? Map.of(ZONE, zone)
                : Map.of();
    }

    /** Whether FIS finds resources of a type in one zone only. */
    static boolean needsZone(String type) {
        return find(type).filter(one -> one.zoned != Zoned.NOWHERE).isPresent();
    }

    /** Whether resources of a type are named by their ARNs only. */
    static boolean needsId(String type) {
        return type.equals(ZonePower.ROLE);
    }

    /** The action by which resources of a type are looked up; empty when they cannot be. */
    static Optional<String> action(String type) {
        return find(type).map(PreviewAction::action);
    }

    /** The actions that previews skip; FIS checks that they would be allowed. */
    static List<String> actions() {
        return ALL.stream().map(PreviewAction::action).toList();
    }

    /** Whether resources of a type can be previewed. */
    static boolean knows(String type) {
        return find(type).isPresent();
    }

    /** The types that can be previewed, for messages. */
    static String types() {
        return ALL.stream().map(PreviewAction::type).collect(Collectors.joining(", "));
    }

    private static Optional<PreviewAction> find(String type) {
        return ALL.stream().filter(one -> one.type.equals(type)).findFirst();
    }
}
