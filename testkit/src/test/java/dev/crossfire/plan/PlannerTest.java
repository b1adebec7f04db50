package dev.crossfire.plan;

import static dev.crossfire.plan.Sale.fault;
import static dev.crossfire.plan.Sale.request;
import static dev.crossfire.plan.Sale.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.FaultSpec.TargetSelection;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Plan.BlastRadius;
import dev.crossfire.model.Plan.PlannedFault;
import dev.crossfire.model.Problem;
import dev.crossfire.model.Start;
import dev.crossfire.model.Start.FaultMoment;
import dev.crossfire.model.Target;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.plan.Planner.PlanningResult;
import dev.crossfire.spi.Kinds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final List<Target> SHOPS = List.of(
            target("shop", "shop-1", "a"),
            target("shop", "shop-2", "b"),
            target("shop", "shop-3", "c"),
            target("shop", "shop-4", "a"));

    private static List<String> problemsOf(PlanRequest request) {
        PlanningResult planning = Planner.plan(request);
        assertThat(planning.plan().isPresent()).isEqualTo(planning.problems().isEmpty());
        return planning.problems().stream().map(Problem::toString).toList();
    }

    private static Plan plan(PlanRequest request) {
        PlanningResult planning = Planner.plan(request);
        assertThat(planning.problems()).isEmpty();
        return planning.plan().orElseThrow();
    }

    private static List<String> ids(PlannedFault fault) {
        return fault.targets().stream().map(Target::id).toList();
    }

    @Test
    void aFaultGetsItsTargetsItsBoundAndItsPrice() {
        FaultSpec spec = fault("f", "break", "shop", Sale.at(30), new TargetSelection.All());
        Plan plan = plan(request(List.of(spec), SHOPS));
        assertThat(plan.faults())
                .containsExactly(new PlannedFault(
                        spec, SHOPS, Duration.ofSeconds(30), Duration.ofSeconds(20), "what breaks stays broken", 0.4));
        assertThat(plan.blastRadius()).isEqualTo(new BlastRadius(4, 0, List.of("shop"), Duration.ofSeconds(20)));
        assertThat(plan.costDollars()).isEqualTo(0.4);
        assertThat(plan.warnings()).containsExactly("o: too few requests to show anything");
    }

    @Test
    void whereNothingIsChargedNothingIsPaid() {
        PlanRequest request =
                request(List.of(fault("f", "break", "shop", Sale.at(30), new TargetSelection.All())), SHOPS);
        PlanRequest free = new PlanRequest(
                request.run(),
                request.scenario(),
                request.environment(),
                request.policy(),
                request.inventory(),
                new Kinds(request.kinds().faults(), request.kinds().objectives(), List.of()),
                request.seed(),
                false,
                request.origins(),
                request.versions(),
                request.ownSimulation());
        assertThat(plan(free).costDollars()).isZero();
    }

    @Test
    void everyProblemIsReportedAtOnce() {
        List<FaultSpec> faults = List.of(
                fault("nobody", "break", "shup", Sale.at(10), new TargetSelection.All()),
                fault("unable", "break", "cache", Sale.at(20), new TargetSelection.All()),
                fault("many", "break", "shop", Sale.at(30), new TargetSelection.Count(5)),
                fault("less", "break", "shop", Sale.at(40), new TargetSelection.Share(new Ratio(0.2))),
                fault("odd", "brake", "shop", Sale.at(50), new TargetSelection.All()));
        List<Target> targets = new ArrayList<>(SHOPS);
        targets.add(new Target("cache", "type", "cache-1", null, Set.of(), Map.of()));
        assertThat(problemsOf(request(faults, targets)))
                .containsExactly(
                        "/faults/nobody/target/role: the role 'shup' is invalid;"
                                + " expected a role of environment test: cache, shop",
                        "/faults/unable/target/role: cache-1 with no capability is invalid;"
                                + " expected a target with breakable (a break needs it)",
                        "/faults/many/target/select/count: the number 5 is invalid;"
                                + " expected at most 4, as many as play shop",
                        "/faults/less/target/select/share: 20% of 4, less than one target is invalid;"
                                + " expected a share of at least one target",
                        "/faults/odd/kind: the fault kind 'brake' is invalid; expected one of: break");
    }

    @Test
    void faultsThatDoNotOverlapDoNotAddUp() {
        List<FaultSpec> apart = List.of(
                fault("first", "break", "shop", Sale.at(10), new TargetSelection.Count(2)),
                fault("second", "break", "shop", Sale.at(30), new TargetSelection.All()));
        assertThat(plan(request(apart, SHOPS)).blastRadius().targets()).isEqualTo(4);
        List<FaultSpec> disjoint = List.of(
                fault("first", "break", "shop", Sale.at(10), new TargetSelection.All()),
                fault("second", "break", "db", Sale.at(30), new TargetSelection.All()));
        List<Target> targets = new ArrayList<>(SHOPS);
        targets.add(target("db", "db-1", null));
        assertThat(plan(request(disjoint, targets)).blastRadius().targets()).isEqualTo(4);
        List<FaultSpec> whenever = List.of(
                disjoint.get(0),
                fault(
                        "second",
                        "break",
                        "db",
                        new Start.After("first", FaultMoment.CLEARED, Duration.ZERO),
                        new TargetSelection.All()));
        assertThat(plan(request(whenever, targets)).blastRadius().targets())
                .as("the second waits until the first is cleared")
                .isEqualTo(4);
        List<FaultSpec> meanwhile = List.of(
                disjoint.get(0),
                fault(
                        "second",
                        "break",
                        "db",
                        new Start.After("first", FaultMoment.CONFIRMED, Duration.ZERO),
                        new TargetSelection.All()));
        assertThat(plan(request(meanwhile, targets)).blastRadius().targets()).isEqualTo(5);
    }

    @Test
    void aSelectionFollowsTheSeedAndOnlyThat() {
        FaultSpec two = fault("f", "break", "shop", Sale.at(30), new TargetSelection.Count(2));
        Set<List<String>> chosen = new HashSet<>();
        for (long seed = 0; seed < 50; seed++) {
            List<String> ids = ids(plan(Sale.seeded(request(List.of(two), SHOPS), seed))
                    .faults()
                    .get(0));
            FaultSpec other = fault("g", "break", "shop", Sale.at(60), new TargetSelection.All());
            PlanRequest more = Sale.seeded(request(List.of(other, two), SHOPS), seed);
            assertThat(ids).hasSize(2).isSorted();
            assertThat(ids(plan(more).faults().get(1))).isEqualTo(ids);
            chosen.add(ids);
        }
        assertThat(chosen).as("every pair is drawn by some seed").hasSize(6);
    }

    @Test
    void aShareIsRoundedDown() {
        FaultSpec most = fault("f", "break", "shop", Sale.at(30), new TargetSelection.Share(new Ratio(0.74)));
        assertThat(plan(request(List.of(most), SHOPS)).faults().get(0).targets())
                .hasSize(2);
    }

    @Test
    void aControlRunBreaksNothingAndSoExceedsNothing() {
        FaultSpec spec = fault("f", "break", "shop", Sale.at(30), new TargetSelection.All());
        PlanRequest control = Sale.control(Sale.limited(request(List.of(spec), SHOPS), LimitsTest.nothing()));
        Plan plan = plan(control);
        assertThat(plan.faultsDisabled()).isTrue();
        assertThat(plan.blastRadius().targets()).isZero();
        assertThat(plan.costDollars()).isZero();
        assertThat(plan.faults()).hasSize(1);
    }

    @Test
    void aFaultMustNotWaitForWhatNeverComes() {
        Start circle = new Start.After("g", FaultMoment.CLEARED, Duration.ZERO);
        Start back = new Start.After("f", FaultMoment.CLEARED, Duration.ZERO);
        Start nobody = new Start.After("h", FaultMoment.CLEARED, Duration.ZERO);
        String never = "/after/fault: a fault that waits for a moment that never comes is invalid;"
                + " expected a fault of this run to wait for";
        FaultSpec first = fault("f", "break", "shop", circle, new TargetSelection.All());
        assertThat(problemsOf(
                        request(List.of(first, fault("g", "break", "shop", back, new TargetSelection.All())), SHOPS)))
                .containsExactly("/faults/f" + never, "/faults/g" + never);
        assertThat(problemsOf(request(List.of(fault("g", "break", "shop", nobody, new TargetSelection.All())), SHOPS)))
                .containsExactly("/faults/g" + never);
    }

    @Test
    void aFaultNearALoadStepIsWarnedOf() {
        FaultSpec near = fault("near", "break", "shop", Sale.at(22), new TargetSelection.All());
        assertThat(plan(request(List.of(near), SHOPS)).warnings())
                .contains("near at 22s is within 10s of a step of buyers' load at 15s: an impact then has two possible"
                        + " causes");
    }
}
