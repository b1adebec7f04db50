package dev.crossfire.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.FaultSpec.TargetSelection;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Problem;
import dev.crossfire.model.Target;
import dev.crossfire.model.environment.Limits;
import dev.crossfire.model.quantity.CountOrShare;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What can be planned before the environment is queried, and what is not claimed. */
class DraftTest {
    private static final Target PODS = Sale.pod("pods of deployment web", "a", Map.of());

    @Test
    void oneTargetStandsForAllOfItsRole() {
        FaultSpec two = Sale.fault("f", "break", "shop", Sale.at(30), new TargetSelection.Count(2));
        PlanRequest request = Sale.request(List.of(two), List.of(PODS));
        assertThat(Planner.plan(request).problems()).isNotEmpty();
        assertThat(Planner.draft(request).problems()).isEmpty();
    }

    @Test
    void aShareOfPodsIsNotCheckedAgainstTheLimitBeforeTheyAreCounted() {
        FaultSpec one = Sale.fault("f", "break", "shop", Sale.at(30), new TargetSelection.Count(1));
        Limits limits = limits(CountOrShare.parse("30%"));
        PlanRequest request = Sale.limited(Sale.request(List.of(one), List.of(PODS)), limits);
        assertThat(Planner.plan(request).problems()).isNotEmpty();
        assertThat(Planner.draft(request).problems()).isEmpty();
    }

    @Test
    void anUnboundRoleAndAMissingCapabilityAreRefused() {
        Target idle = new Target("cache", "type", "cache-1", null, Set.of(), Map.of());
        FaultSpec nobody = Sale.fault("f", "break", "shop", Sale.at(30), new TargetSelection.All());
        FaultSpec unfit = Sale.fault("g", "break", "cache", Sale.at(60), new TargetSelection.All());
        assertThat(Planner.draft(Sale.request(List.of(nobody, unfit), List.of(idle)))
                        .problems())
                .extracting(Problem::where)
                .containsExactly("/faults/f/target/role", "/faults/g/target/role");
    }

    @Test
    void aRateThatTheSimulationSetsIsNoPromise() {
        PlanRequest request = Sale.ofOwnRates(Sale.request(List.of(), List.of()));
        Plan plan = Planner.plan(request).plan().orElseThrow();
        assertThat(plan.warnings())
                .anyMatch(warning -> warning.startsWith("it cannot be determined whether the load suffices for ")
                        && warning.endsWith(": the simulation sets the rate of buyers"));
        assertThat(PlanText.render(plan)).doesNotContain("will suffice");
    }

    private static Limits limits(CountOrShare pods) {
        return new Limits(null, null, pods, null, null, null, Limits.NONE.denied(), Map.of());
    }
}
