package dev.crossfire.plan;

import static dev.crossfire.plan.Sale.fault;
import static dev.crossfire.plan.Sale.request;
import static dev.crossfire.plan.Sale.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.Json;
import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.FaultSpec.TargetSelection;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Target;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanDiffTest {
    private static final List<FaultSpec> ALL =
            List.of(fault("f", "break", "shop", Sale.at(30), new TargetSelection.All()));
    private static final List<Target> SHOPS = List.of(target("shop", "shop-1", "a"), target("shop", "shop-2", "b"));

    private static Plan plan(List<FaultSpec> faults, List<Target> targets) {
        return Planner.plan(request(faults, targets)).plan().orElseThrow();
    }

    @Test
    void theSameSystemHasNotDrifted() throws Exception {
        Plan approved = plan(ALL, SHOPS);
        Plan read = Json.readPlan(Json.pretty(approved), Sale.kinds());
        assertThat(read).isEqualTo(approved);
        assertThat(PlanDiff.between(read, plan(ALL, SHOPS))).isEmpty();
    }

    @Test
    void whatIsHitMustBeWhatWasApproved() {
        List<Target> now = List.of(target("shop", "shop-1", "c"), target("shop", "shop-3", "b"));
        assertThat(PlanDiff.between(plan(ALL, SHOPS), plan(ALL, now)))
                .containsExactly(
                        "f: shop-1: its zone: approved a, found c",
                        "f: shop-2 was approved as a target and is not one now",
                        "f: shop-3 would be a target and was not approved");
        List<Target> more = List.of(SHOPS.get(0), SHOPS.get(1), target("shop", "shop-3", "b"));
        assertThat(PlanDiff.between(plan(ALL, SHOPS), plan(ALL, more)))
                .contains("f: shop-3 would be a target and was not approved");
    }

    @Test
    void whatIsDoneMustBeWhatWasApproved() {
        FaultSpec later = fault("f", "break", "shop", Sale.at(40), new TargetSelection.All());
        FaultSpec other = fault("g", "break", "shop", Sale.at(40), new TargetSelection.All());
        assertThat(PlanDiff.between(plan(ALL, SHOPS), plan(List.of(later), SHOPS)))
                .contains("f: when it begins: approved PT30S, found PT40S");
        assertThat(PlanDiff.between(plan(ALL, SHOPS), plan(List.of(other), SHOPS)))
                .containsExactly(
                        "f: approved, but would not be injected now", "g: not approved, but would be injected now");
    }
}
