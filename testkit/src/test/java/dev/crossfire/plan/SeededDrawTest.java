package dev.crossfire.plan;

import static dev.crossfire.plan.Sale.fault;
import static dev.crossfire.plan.Sale.request;
import static dev.crossfire.plan.Sale.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.FaultSpec.TargetSelection;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Start;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Chance comes from the seed alone, and comes again. */
class SeededDrawTest {
    private static final Start SOMETIME = new Start.Between(Duration.ofSeconds(20), Duration.ofSeconds(60));
    private static final List<FaultSpec> FOUR = List.of(
            fault("f1", "break", "shop", SOMETIME, new TargetSelection.All()),
            fault("f2", "break", "shop", SOMETIME, new TargetSelection.All()),
            fault("f3", "break", "shop", Sale.at(30), new TargetSelection.All()),
            fault("f4", "break", "shop", Sale.at(40), new TargetSelection.All()));

    private static Plan plan(PlanRequest request) {
        return Planner.plan(request).plan().orElseThrow();
    }

    private static PlanRequest seeded(long seed, int pick) {
        PlanRequest request = request(FOUR, List.of(target("shop", "shop-1", "a")));
        return Sale.seeded(Sale.drawing(request, pick), seed);
    }

    @Test
    void aMomentIsPickedWithinItsBoundsAndRepeatably() {
        Set<Duration> moments = new HashSet<>();
        for (long seed = 0; seed < 200; seed++) {
            Plan plan = plan(seeded(seed, 4));
            Duration first = Objects.requireNonNull(plan.faults().get(0).at());
            Duration second = Objects.requireNonNull(plan.faults().get(1).at());
            assertThat(first).isBetween(Duration.ofSeconds(20), Duration.ofMillis(59_999));
            assertThat(first).isNotEqualTo(second);
            assertThat(plan(seeded(seed, 4))).isEqualTo(plan);
            moments.add(first);
        }
        assertThat(moments).hasSizeGreaterThan(190);
        assertThat(moments).anyMatch(at -> at.compareTo(Duration.ofSeconds(24)) < 0);
        assertThat(moments).anyMatch(at -> at.compareTo(Duration.ofSeconds(56)) > 0);
    }

    @Test
    void someFaultsArePickedInTheScenariosOrder() {
        Set<List<String>> drawn = new HashSet<>();
        for (long seed = 0; seed < 100; seed++) {
            List<String> ids = plan(seeded(seed, 2)).faults().stream()
                    .map(fault -> fault.spec().id())
                    .toList();
            assertThat(ids).hasSize(2).isSorted();
            drawn.add(ids);
        }
        assertThat(drawn).as("every pair is drawn by some seed").hasSize(6);
    }

    @Test
    void thePlanListsWhatWasPicked() {
        assertThat(PlanText.render(plan(seeded(3, 1)))).contains("1 of 4 faults are injected, picked by the seed.");
        assertThat(PlanText.render(plan(seeded(3, 4)))).contains(", picked from 20s to 1m by the seed: break");
    }
}
