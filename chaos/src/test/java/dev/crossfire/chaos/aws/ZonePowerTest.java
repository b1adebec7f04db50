package dev.crossfire.chaos.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.chaos.aws.ZonePower.StuckVolumes;
import dev.crossfire.chaos.disruption.Disruption.DisruptionSpec;
import dev.crossfire.chaos.disruption.Disruption.InjectionStep;
import dev.crossfire.chaos.faults.ZoneLoss;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;
import dev.crossfire.spi.FaultException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The parts of AWS's scenario of a power interruption that an environment file asks for. */
class ZonePowerTest {
    private static final Map<String, String> OURS = Map.of("app", "ticketing");
    private static final String KARPENTER = "arn:aws:iam::123456789012:role/karpenter";
    private static final String VOLUME = "arn:aws:ec2:ap-northeast-2:123456789012:volume/vol-1";
    private static final Target ZONE =
            new Target("zone-a", ZoneActions.ZONE, "zone/a", "ap-northeast-2a", Set.of(Capability.POWER), OURS);
    private static final ZonePower ALL = new ZonePower(
            List.of(KARPENTER), Duration.ofMinutes(5), true, new StuckVolumes(List.of(VOLUME), Duration.ofMinutes(10)));

    @Test
    void everyPartOfAwsScenarioIsThere() throws FaultException {
        Map<String, ExperimentStep> steps = steps(ALL, Duration.ofMinutes(40));

        assertThat(steps)
                .containsOnlyKeys(
                        "stop",
                        "capacity",
                        "connectivity",
                        "failover",
                        "cache",
                        "launches",
                        "express-connectivity",
                        "unshifted",
                        "autoshift",
                        "volumes");
        ExperimentStep launches = step(steps, "launches");
        assertThat(launches.action()).isEqualTo("aws:ec2:api-insufficient-instance-capacity-error");
        assertThat(Objects.requireNonNull(launches.aim()).arns()).containsExactly(KARPENTER);
        assertThat(launches.parameters())
                .isEqualTo(Map.of(
                        "duration", "PT30M", "availabilityZoneIdentifiers", "ap-northeast-2a", "percentage", "100"));
        assertThat(step(steps, "volumes").action()).isEqualTo("aws:ebs:pause-volume-io");
        assertThat(Objects.requireNonNull(step(steps, "volumes").aim()).arns()).containsExactly(VOLUME);
        assertThat(Objects.requireNonNull(step(steps, "autoshift").aim()).mayBeEmpty())
                .isTrue();
    }

    /** Thirty minutes of darkness, then ten in which the volumes do not answer. */
    @Test
    void theFaultLastsAsLongAsTheScenarioSays() throws FaultException {
        Map<String, ExperimentStep> steps = steps(ALL, Duration.ofMinutes(40));

        assertThat(step(steps, "stop").parameters()).containsEntry("startInstancesAfterDuration", "PT30M");
        assertThat(step(steps, "capacity").parameters()).containsEntry("duration", "PT30M");
        assertThat(step(steps, "connectivity").parameters()).isEqualTo(Map.of("duration", "PT2M", "scope", "all"));
        assertThat(step(steps, "express-connectivity").parameters())
                .isEqualTo(Map.of("duration", "PT28M", "scope", "s3express"));
        assertThat(step(steps, "express-connectivity").after()).containsExactly("connectivity");
        assertThat(step(steps, "unshifted").parameters()).isEqualTo(Map.of("duration", "PT5M"));
        assertThat(step(steps, "autoshift").parameters())
                .containsEntry("duration", "PT25M")
                .containsEntry("availabilityZoneIdentifier", "ap-northeast-2a");
        assertThat(step(steps, "autoshift").after()).containsExactly("unshifted");
        assertThat(step(steps, "volumes").parameters()).isEqualTo(Map.of("duration", "PT10M"));
        assertThat(step(steps, "volumes").after())
                .as("the action that stops instances ends when they are started again")
                .containsExactly("stop");
    }

    @Test
    void aFaultThatIsTooShortForItsPartsIsRefused() {
        assertThatThrownBy(() -> steps(ALL, Duration.ofMinutes(15)))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("a zone-loss of PT15M is invalid")
                .hasMessageContaining("power.autoshift-after and power.stuck-volumes.duration together");
    }

    @Test
    void whileTheNetworkIsDownNothingElseNeedBeCutOff() throws FaultException {
        ZonePower express = new ZonePower(null, null, true, null);
        assertThat(steps(express, Duration.ofMinutes(2))).doesNotContainKey("express-connectivity");
        assertThat(steps(express, Duration.ofMinutes(3))).containsKey("express-connectivity");
    }

    @Test
    void thePlanListsWhatEachPartWouldHit() throws FaultException {
        assertThat(ZoneActions.worst(ZONE, ALL))
                .extracting(ExperimentStep::name)
                .contains("launches", "express-connectivity", "autoshift", "volumes");
    }

    @Test
    void whatIsNoArnIsRefused() {
        assertThatThrownBy(() -> new ZonePower(List.of("karpenter"), null, null, null))
                .hasMessage("ARNs as launch-roles");
        assertThatThrownBy(() -> new StuckVolumes(List.of(), Duration.ofMinutes(1)))
                .hasMessage("ARNs as ids");
        assertThatThrownBy(() -> new StuckVolumes(List.of(VOLUME), Duration.ZERO))
                .hasMessage("a time such as 5m as duration");
    }

    private static Map<String, ExperimentStep> steps(ZonePower power, Duration duration) throws FaultException {
        ActionMapping row = ActionTable.aws(Map.of(ZONE.role(), power)).mapping(ZONE, Capability.POWER);
        InjectionStep step = new InjectionStep(
                new DisruptionSpec(Capability.POWER, new ZoneLoss.Settings(null)),
                List.of(ZONE),
                Duration.ZERO,
                duration);
        return row.translation().steps(step, new Inventory("test", List.of(), List.of(ZONE))).stream()
                .collect(Collectors.toMap(ExperimentStep::name, part -> part));
    }

    private static ExperimentStep step(Map<String, ExperimentStep> steps, String name) {
        return Objects.requireNonNull(steps.get(name), name);
    }
}
