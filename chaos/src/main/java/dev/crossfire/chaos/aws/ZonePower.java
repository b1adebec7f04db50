package dev.crossfire.chaos.aws;

import dev.crossfire.chaos.faults.ActionValues;
import dev.crossfire.model.Describe;
import dev.crossfire.model.Target;
import dev.crossfire.spi.FaultException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the loss of a zone's power does besides the usual; each is a part of AWS's own scenario.
 *
 * @param launchRoles the ARNs of IAM roles that launch instances, whose launches in the zone fail; null for none
 * @param autoshiftAfter how long after the loss traffic is shifted away from the zone; null when it never is
 * @param s3Express whether the zone's directory buckets cannot be reached from it once its network is back; null for no
 * @param stuckVolumes what does not come back with the power; null for nothing
 * @see <a href="https://docs.aws.amazon.com/fis/latest/userguide/az-availability-scenario.html">AZ Availability: Power
 *     Interruption</a>
 */
public record ZonePower(
        @Describe("ARNs of IAM roles that launch instances, such as the role of Karpenter's controller: their launches"
                + " in the zone fail")
        @Nullable
        List<String> launchRoles,

        @Describe("how long after the loss ARC shifts traffic away from the zone, for resources with zonal autoshift")
        @Nullable
        Duration autoshiftAfter,

        @Describe("true: the zone's directory buckets (S3 Express One Zone) cannot be reached from it") @Nullable
        Boolean s3Express,

        @Describe("volumes that answer no I/O when the power is back") @Nullable
        StuckVolumes stuckVolumes) {
    static final String ROLE = "aws:iam:role";
    static final String SHIFTED = "aws:arc:zonal-shift-managed-resource";
    static final String SHIFTED_TYPES = "ASG,ALB,NLB,EKS";
    static final String AUTOSHIFT = "aws:arc:start-zonal-autoshift";
    static final String PAUSE_VOLUMES = "aws:ebs:pause-volume-io";

    private static final String LAUNCHES = "aws:ec2:api-insufficient-instance-capacity-error";

    /** The usual alone. */
    static final ZonePower USUAL = new ZonePower(null, null, null, null);

    public ZonePower {
        if (launchRoles != null) {
            launchRoles = List.copyOf(launchRoles);
            requireArns(launchRoles, "launch-roles");
        }
        if (autoshiftAfter != null && !isPositive(autoshiftAfter)) {
            throw new IllegalArgumentException("a time such as 5m as autoshift-after");
        }
    }

    /**
     * Volumes without I/O at the end of the fault.
     *
     * @param ids their ARNs
     * @param duration the last part of the fault's duration, in which the power is back
     */
    public record StuckVolumes(
            @Describe("their ARNs") List<String> ids,

            @Describe("for how long: the last part of the fault's duration, in which the power is back")
            Duration duration) {
        public StuckVolumes {
            ids = List.copyOf(ids);
            requireArns(ids, "ids");
            if (!isPositive(duration)) {
                throw new IllegalArgumentException("a time such as 5m as duration");
            }
        }
    }

    private static void requireArns(List<String> arns, String key) {
        if (arns.isEmpty() || !arns.stream().allMatch(arn -> arn.startsWith("arn:"))) {
            throw new IllegalArgumentException("ARNs as " + key);
        }
    }

    private static boolean isPositive(Duration time) {
        return !time.isZero() && !time.isNegative();
    }

    /**
     * How long the zone has no power, of a fault that lasts so long.
     *
     * @throws FaultException when the fault is too short for what is to happen
     */
    Duration dark(Duration duration) throws FaultException {
        Duration dark = stuckVolumes == null ? duration : duration.minus(stuckVolumes.duration());
        Duration least = autoshiftAfter == null ? Duration.ZERO : autoshiftAfter;
        if (dark.compareTo(least) <= 0) {
            throw new FaultException("a zone-loss of " + ActionValues.duration(duration)
                    + " is invalid; expected more than the zone's power.autoshift-after and power.stuck-volumes.duration"
                    + " together; make it longer");
        }
        return dark;
    }

    /** Longer than any of its steps: with it, each of them is there. */
    Duration longEnough() {
        return Stream.of(autoshiftAfter, stuckVolumes == null ? null : stuckVolumes.duration())
                .flatMap(Stream::ofNullable)
                .reduce(Duration.ofHours(1), Duration::plus);
    }

    /** The actions that it adds. */
    List<String> actions() {
        List<String> actions = new ArrayList<>();
        if (launchRoles != null) {
            actions.add(LAUNCHES);
        }
        if (autoshiftAfter != null) {
            actions.add(AUTOSHIFT);
        }
        if (stuckVolumes != null) {
            actions.add(PAUSE_VOLUMES);
        }
        return actions;
    }

    /**
     * The steps that it adds.
     *
     * @param dark how long the zone has no power
     * @param unconnected how long its network is down; until then nothing else need be cut off
     */
    List<ExperimentStep> steps(Target zone, String name, Duration dark, Duration unconnected) {
        List<ExperimentStep> steps = new ArrayList<>();
        if (launchRoles != null) {
            steps.addAll(ExperimentStep.on(
                    launchRoles,
                    ROLE,
                    "launches",
                    LAUNCHES,
                    "Roles",
                    Map.of(
                            "duration",
                            ActionValues.duration(dark),
                            "availabilityZoneIdentifiers",
                            name,
                            "percentage",
                            "100")));
        }
        if (Boolean.TRUE.equals(s3Express) && dark.compareTo(unconnected) > 0) {
            steps.add(ZoneActions.connectivity(zone, "express", dark.minus(unconnected), "s3express", true)
                    .renamed("", List.of("connectivity")));
        }
        if (autoshiftAfter != null) {
            steps.addAll(autoshift(zone, name, autoshiftAfter, dark.minus(autoshiftAfter)));
        }
        if (stuckVolumes != null) {
            // Instances that are started again end the action that has stopped them.
            ExperimentStep.on(
                            stuckVolumes.ids(),
                            "aws:ec2:ebs-volume",
                            "volumes",
                            PAUSE_VOLUMES,
                            "Volumes",
                            Map.of("duration", ActionValues.duration(stuckVolumes.duration())))
                    .forEach(step -> steps.add(step.renamed("", List.of("stop"))));
        }
        return steps;
    }

    private static List<ExperimentStep> autoshift(Target zone, String name, Duration after, Duration lasts) {
        ExperimentTarget shifted =
                new ExperimentTarget("shifted", SHIFTED, List.of(), zone.tags(), Map.of(), Map.of(), true);
        return List.of(
                new ExperimentStep(
                        "unshifted",
                        "aws:fis:wait",
                        null,
                        null,
                        Map.of("duration", ActionValues.duration(after)),
                        List.of()),
                new ExperimentStep(
                        "autoshift",
                        AUTOSHIFT,
                        "ManagedResources",
                        shifted,
                        Map.of(
                                "duration",
                                ActionValues.duration(lasts),
                                "availabilityZoneIdentifier",
                                name,
                                "managedResourceTypes",
                                SHIFTED_TYPES),
                        List.of("unshifted")));
    }
}
