package dev.crossfire.chaos.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.crossfire.chaos.database.DatabaseFailover;
import dev.crossfire.chaos.disruption.Disruption.DisruptionSpec;
import dev.crossfire.chaos.disruption.Disruption.InjectionStep;
import dev.crossfire.chaos.faults.FisFault;
import dev.crossfire.chaos.faults.ZoneLoss;
import dev.crossfire.chaos.probe.SymptomKind;
import dev.crossfire.model.Capability;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.FaultSpec.TargetSelection;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Start;
import dev.crossfire.model.Target;
import dev.crossfire.spi.FaultEstimate;
import dev.crossfire.spi.FaultException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The requests to FIS when a zone is to be lost. */
class ZoneRequestsTest {
    private static final Map<String, String> OURS = Map.of("app", "ticketing", "role", "shop");

    @Test
    void powerIsLostAsInAwsScenario() throws FaultException {
        Map<String, ExperimentStep> steps = steps(Capability.POWER, Duration.ofMinutes(30), zone("a"));

        assertThat(steps.values())
                .extracting(ExperimentStep::action)
                .containsExactlyInAnyOrder(
                        "aws:ec2:stop-instances",
                        "aws:ec2:asg-insufficient-instance-capacity-error",
                        "aws:network:disrupt-connectivity",
                        "aws:rds:failover-db-cluster",
                        "aws:elasticache:replicationgroup-interrupt-az-power");
        assertThat(step(steps, "stop").parameters()).containsEntry("startInstancesAfterDuration", "PT30M");
        assertThat(step(steps, "capacity").parameters())
                .containsEntry("duration", "PT30M")
                .containsEntry("availabilityZoneIdentifiers", "zone-1a");
        assertThat(step(steps, "connectivity").parameters()).containsEntry("duration", "PT2M");
        assertThat(aim(steps, "failover").parameters()).containsEntry("writerAvailabilityZoneIdentifiers", "zone-1a");
        assertThat(steps.values()).allMatch(step -> step.after().isEmpty());
    }

    @Test
    void onlyWhatCarriesTheZonesTagsIsHitAndOnlyMachinesMustBeThere() throws FaultException {
        Map<String, ExperimentStep> steps = steps(Capability.POWER, Duration.ofSeconds(10), zone("a"));

        for (String name : steps.keySet()) {
            assertThat(aim(steps, name).tags()).as(name).isEqualTo(OURS);
            assertThat(aim(steps, name).mayBeEmpty()).as(name).isEqualTo(!name.equals("stop"));
        }
        assertThat(aim(steps, "stop").filters())
                .as("a stopped instance would be started afterwards")
                .containsEntry("Placement.AvailabilityZone", List.of("zone-1a"))
                .containsEntry("State.Name", List.of("running"));
        assertThat(step(steps, "connectivity").parameters()).containsEntry("duration", "PT10S");
    }

    @Test
    void theNetworkIsLostForTheWholeTime() throws FaultException {
        Map<String, ExperimentStep> steps = steps(Capability.ISOLATION, Duration.ofMinutes(30), zone("b"));

        assertThat(steps).hasSize(1);
        assertThat(step(steps, "connectivity").parameters()).isEqualTo(Map.of("duration", "PT30M", "scope", "all"));
        assertThat(aim(steps, "connectivity").parameters()).containsEntry("availabilityZoneIdentifier", "zone-1b");
        assertThat(aim(steps, "connectivity").mayBeEmpty()).isFalse();
    }

    @Test
    void severalZonesAreLostSideBySide() throws FaultException {
        Map<String, ExperimentStep> steps = steps(Capability.ISOLATION, Duration.ofMinutes(1), zone("a"), zone("b"));

        assertThat(steps).containsOnlyKeys("z1-connectivity", "z2-connectivity");
        assertThat(aim(steps, "z2-connectivity").name()).isEqualTo("z2-subnets");
    }

    @Test
    void awsChargesForEachActionByItsOwnMinutes() {
        List<Target> zones = List.of(zone("a"), zone("b"));
        assertThat(dollars(new ZoneLoss.Settings(null), Capability.POWER, Duration.ofMinutes(30), zones))
                .as("30 min of stop, capacity and cache, 2 of connectivity, 1 of failover, in two zones")
                .isEqualTo(2 * 9.3, offset(1e-9));
        assertThat(dollars(
                        new ZoneLoss.Settings(ZoneLoss.ZoneLossMode.NETWORK),
                        Capability.ISOLATION,
                        Duration.ofSeconds(61),
                        zones))
                .isEqualTo(0.4, offset(1e-9));
        List<Target> clusters = List.of(resource(DatabaseActions.CLUSTER, 1), resource(DatabaseActions.CLUSTER, 2));
        assertThat(dollars(new DatabaseFailover.Settings(), Capability.FAILOVER, null, clusters))
                .isEqualTo(0.2, offset(1e-9));
    }

    @Test
    void moreThanFiveResourcesTakeMoreActionsAndCostMore() {
        FisFault.Settings stop =
                new FisFault.Settings("aws:ecs:stop-task", "Tasks", null, null, SymptomKind.UNREACHABLE, null);
        assertThat(estimate(stop, Capability.ACTION, Duration.ofSeconds(61), tasks(5))
                        .costDollars())
                .isEqualTo(0.2, offset(1e-9));
        assertThat(estimate(stop, Capability.ACTION, Duration.ofSeconds(61), tasks(6))
                        .costDollars())
                .isEqualTo(0.4, offset(1e-9));
        assertThat(estimate(stop, Capability.ACTION, Duration.ofSeconds(61), tasks(50))
                        .objections())
                .isEmpty();
        assertThat(estimate(stop, Capability.ACTION, Duration.ofSeconds(61), tasks(51))
                        .objections())
                .singleElement()
                .satisfies(objection -> {
                    assertThat(objection.found()).isEqualTo("an experiment of 11 actions at one time");
                    assertThat(objection.expected()).isEqualTo("at most 10, the quota of AWS FIS");
                });
    }

    @Test
    void anAccountRunsFiveExperimentsAtOneTime() {
        List<Target> six = IntStream.range(0, 6)
                .mapToObj(i -> resource(DatabaseActions.CLUSTER, i))
                .toList();
        assertThat(estimate(new DatabaseFailover.Settings(), Capability.FAILOVER, null, six)
                        .objections())
                .singleElement()
                .satisfies(objection -> assertThat(objection.found()).isEqualTo("6 experiments at one time"));
    }

    private static double dollars(
            FaultSettings settings, Capability uses, @Nullable Duration duration, List<Target> targets) {
        return estimate(settings, uses, duration, targets).costDollars();
    }

    private static FaultEstimate estimate(
            FaultSettings settings, Capability uses, @Nullable Duration duration, List<Target> targets) {
        FaultSpec spec = new FaultSpec(
                "f", "kind", "role", new TargetSelection.All(), new Start.At(Duration.ZERO), duration, settings);
        return new AwsProvider().estimate(spec, Set.of(uses), targets);
    }

    private static List<Target> tasks(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> resource("aws:ecs:task", i))
                .toList();
    }

    private static Target resource(String type, int number) {
        return new Target("role", type, "arn" + number, null, Set.of(Capability.ACTION), Map.of());
    }

    private static Map<String, ExperimentStep> steps(Capability capability, Duration duration, Target... zones)
            throws FaultException {
        ActionMapping row = ActionTable.AWS.mapping(zones[0], capability);
        InjectionStep step = new InjectionStep(
                new DisruptionSpec(capability, new ZoneLoss.Settings(null)), List.of(zones), Duration.ZERO, duration);
        return row.translation().steps(step, new Inventory("test", List.of(), List.of(zones))).stream()
                .collect(Collectors.toMap(ExperimentStep::name, part -> part));
    }

    private static ExperimentStep step(Map<String, ExperimentStep> steps, String name) {
        return Objects.requireNonNull(steps.get(name), name);
    }

    private static ExperimentTarget aim(Map<String, ExperimentStep> steps, String name) {
        return Objects.requireNonNull(step(steps, name).aim(), name);
    }

    private static Target zone(String letter) {
        return new Target(
                "zone-" + letter,
                "aws:zone",
                "zone/" + letter,
                "zone-1" + letter,
                Set.of(Capability.POWER, Capability.ISOLATION),
                OURS);
    }
}
