package dev.crossfire.chaos.aws;

import dev.crossfire.chaos.disruption.Disruption.InjectionStep;
import dev.crossfire.chaos.faults.ActionValues;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Target;
import dev.crossfire.spi.FaultException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Disruptions of whole zones.
 *
 * <p>The loss of power is put together as AWS's own scenario for it is.
 *
 * @see <a href="https://docs.aws.amazon.com/fis/latest/userguide/az-availability-scenario.html">AZ Availability: Power
 *     Interruption</a>
 */
final class ZoneActions {
    static final String ZONE = "aws:zone";
    static final String CACHE_GROUP = "aws:elasticache:replicationgroup";

    private static final String STOP = "aws:ec2:stop-instances";
    private static final String CAPACITY = "aws:ec2:asg-insufficient-instance-capacity-error";
    private static final String CONNECTIVITY = "aws:network:disrupt-connectivity";
    private static final String FAILOVER = "aws:rds:failover-db-cluster";
    private static final String CACHE = "aws:elasticache:replicationgroup-interrupt-az-power";

    /** AWS's scenario takes the network away for so long at most; what has no power by then is down anyway. */
    private static final Duration WITHOUT_NETWORK = Duration.ofMinutes(2);

    /** Makes the steps for one zone. */
    @FunctionalInterface
    private interface Steps {
        List<ExperimentStep> of(Target zone, Duration duration) throws FaultException;
    }

    private ZoneActions() {}

    /**
     * Both disruptions.
     *
     * @param powers what the loss of power does besides the usual, by the zone's role
     */
    static List<ActionMapping> of(Map<String, ZonePower> powers) {
        return List.of(
                new ActionMapping(
                        ZONE,
                        Capability.POWER,
                        List.of(STOP, CAPACITY, CONNECTIVITY, FAILOVER, CACHE),
                        false,
                        (step, inventory) -> each(
                                step,
                                (zone, duration) ->
                                        power(zone, duration, powers.getOrDefault(zone.role(), ZonePower.USUAL)))),
                new ActionMapping(
                        ZONE,
                        Capability.ISOLATION,
                        List.of(CONNECTIVITY),
                        false,
                        (step, inventory) -> each(
                                step, (zone, duration) -> List.of(connectivity(zone, "", duration, "all", false)))));
    }

    private static List<ExperimentStep> each(InjectionStep step, Steps steps) throws FaultException {
        @Nullable Duration duration = step.duration();
        if (duration == null) {
            throw new IllegalArgumentException("the loss of a zone without a duration");
        }
        List<ExperimentStep> all = new ArrayList<>();
        for (int i = 0; i < step.targets().size(); i++) {
            String prefix = step.targets().size() == 1 ? "" : "z" + (i + 1) + "-";
            for (ExperimentStep part : steps.of(step.targets().get(i), duration)) {
                all.add(part.renamed(prefix, List.of()));
            }
        }
        return all;
    }

    /** The steps of the disruption that hits most of a zone; any other hits some of that. */
    static List<ExperimentStep> worst(Target zone, ZonePower power) throws FaultException {
        return power(zone, power.longEnough(), power);
    }

    private static List<ExperimentStep> power(Target zone, Duration duration, ZonePower power) throws FaultException {
        Duration dark = power.dark(duration);
        Duration unconnected = dark.compareTo(WITHOUT_NETWORK) < 0 ? dark : WITHOUT_NETWORK;
        return Stream.concat(
                        usual(zone, ActionValues.duration(dark), unconnected).stream(),
                        power.steps(zone, name(zone), dark, unconnected).stream())
                .toList();
    }

    private static List<ExperimentStep> usual(Target zone, String lasts, Duration unconnected) {
        return List.of(
                new ExperimentStep(
                        "stop",
                        STOP,
                        "Instances",
                        new ExperimentTarget(
                                "instances",
                                "aws:ec2:instance",
                                List.of(),
                                zone.tags(),
                                // An instance that was stopped before must not be started afterwards.
                                Map.of(
                                        "Placement.AvailabilityZone",
                                        List.of(name(zone)),
                                        "State.Name",
                                        List.of("running")),
                                Map.of(),
                                false),
                        Map.of("startInstancesAfterDuration", lasts, "completeIfInstancesTerminated", "true")),
                new ExperimentStep(
                        "capacity",
                        CAPACITY,
                        "AutoScalingGroups",
                        maybe("groups", "aws:ec2:autoscaling-group", zone, Map.of()),
                        Map.of("duration", lasts, "availabilityZoneIdentifiers", name(zone), "percentage", "100")),
                connectivity(zone, "", unconnected, "all", true),
                new ExperimentStep(
                        "failover",
                        FAILOVER,
                        "Clusters",
                        maybe(
                                "clusters",
                                DatabaseActions.CLUSTER,
                                zone,
                                Map.of("writerAvailabilityZoneIdentifiers", name(zone))),
                        Map.of()),
                new ExperimentStep(
                        "cache",
                        CACHE,
                        "ReplicationGroups",
                        maybe("caches", CACHE_GROUP, zone, Map.of("availabilityZoneIdentifier", name(zone))),
                        Map.of("duration", lasts)));
    }

    /**
     * Cuts off the zone's subnets.
     *
     * @param prefix tells the step from others of its kind; empty for the first
     * @param scope what they are cut off from, as FIS calls it
     */
    static ExperimentStep connectivity(
            Target zone, String prefix, Duration duration, String scope, boolean mayBeEmpty) {
        String before = prefix.isEmpty() ? "" : prefix + "-";
        ExperimentTarget subnets = new ExperimentTarget(
                before + "subnets",
                "aws:ec2:subnet",
                List.of(),
                zone.tags(),
                Map.of(),
                Map.of("availabilityZoneIdentifier", name(zone)),
                mayBeEmpty);
        return new ExperimentStep(
                before + "connectivity",
                CONNECTIVITY,
                "Subnets",
                subnets,
                Map.of("duration", ActionValues.duration(duration), "scope", scope));
    }

    private static ExperimentTarget maybe(String name, String type, Target zone, Map<String, String> parameters) {
        return new ExperimentTarget(name, type, List.of(), zone.tags(), Map.of(), parameters, true);
    }

    private static String name(Target zone) {
        String name = zone.zone();
        return name == null ? zone.id() : name;
    }
}
