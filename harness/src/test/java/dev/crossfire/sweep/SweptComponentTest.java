package dev.crossfire.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.sweep.SweptComponent.ComponentGrade;
import dev.crossfire.testkit.PlantedRun;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Planted outages of known length, while a component is away from the 30th to the 45th second. */
class SweptComponentTest {
    private static final double LOST = 30;
    private static final double BACK = 45;
    /** It is verified to be back a second after its return. */
    private static final Duration PLANNED = Duration.ofMillis(13_500);

    private static final ComponentLoss LOSS = new ComponentLoss("cache", 1, "cache-loss", true);

    @ParameterizedTest
    @CsvSource({"30, NO_IMPACT", "34, TOOK_OVER", "43, TOOK_OVER", "44, WAITED", "45, WAITED", "60, WAITED"})
    void theGradeSaysWhetherUsersWaitedForIt(double end, ComponentGrade grade) {
        PlantedRun run = new PlantedRun().fault("cache-lost", LOST, BACK).buyers(100, PlantedRun.outage(LOST, end));

        SweptComponent component = SweptComponent.of(LOSS, PLANNED, run.verdict(), "cache-lost");

        assertThat(component.grade()).isEqualTo(grade);
        assertThat(component.awayLow()).isNotNull().isBetween(13.0, 13.6);
        assertThat(component.awayHigh()).isNotNull().isBetween(14.9, 15.1);
        assertThat(component.cohort()).isEqualTo("buyers");
    }

    @Test
    void usersWhoDoNotRecoverShowASinglePointOfFailure() {
        Verdict verdict = new PlantedRun()
                .fault("cache-lost", LOST, BACK)
                .buyers(100, PlantedRun.outage(LOST, 1_000))
                .verdict();

        assertThat(SweptComponent.of(LOSS, PLANNED, verdict, "cache-lost").grade())
                .isEqualTo(ComponentGrade.NOT_RECOVERED);
    }

    /** A pod is back before that is verified: users who recovered a little earlier may have waited for it. */
    @Test
    void whoRecoversShortlyBeforeAReplacementIsSeenMayHaveWaitedForIt() {
        ComponentLoss replaced = new ComponentLoss("cache", 1, "pod-kill", false);
        Verdict early = new PlantedRun()
                .fault("cache-lost", LOST, BACK)
                .buyers(100, PlantedRun.outage(LOST, 40))
                .verdict();
        Verdict late = new PlantedRun()
                .fault("cache-lost", LOST, BACK)
                .buyers(100, PlantedRun.outage(LOST, 44))
                .verdict();

        assertThat(SweptComponent.of(replaced, PLANNED, early, "").grade()).isEqualTo(ComponentGrade.TOOK_OVER);
        assertThat(SweptComponent.of(replaced, PLANNED, late, "").grade()).isEqualTo(ComponentGrade.WAITED);
    }

    @Test
    void aLossThatTheRunDoesNotKnowShowsNothing() {
        Verdict verdict = new PlantedRun()
                .fault("another", LOST, BACK)
                .buyers(100, PlantedRun.outage(LOST, LOST))
                .verdict();

        SweptComponent component = SweptComponent.of(LOSS, PLANNED, verdict, "cache-lost");

        assertThat(component.grade()).isEqualTo(ComponentGrade.UNKNOWN);
        assertThat(component.why()).isEqualTo("the loss was not confirmed");
    }

    @Test
    void oneSinglePointOfFailureFailsTheSweepAndStandsFirst() {
        Sweep sweep = sweep(
                component("shop", ComponentGrade.NO_IMPACT, null),
                component("gateway", ComponentGrade.WAITED, 17.2),
                component("cache", ComponentGrade.TOOK_OVER, 1.5));

        assertThat(sweep.outcome()).isEqualTo(RunOutcome.FAIL);
        assertThat(sweep.components()).extracting(SweptComponent::role).containsExactly("gateway", "cache", "shop");
        assertThat(SweepPage.terminal(sweep))
                .contains("✗ gateway: single point of failure: users waited until it was back")
                .contains("buyers recovered after 17.20 s (17.10–17.30 s), away 14.00–15.00 s, 7 bad\n    requests")
                .contains("Not graded, because no fault can take it out: queue.");
        assertThat(SweepPage.markdown(sweep))
                .contains("| gateway | `network-partition` | ✗ single point of failure: users waited until it was back"
                        + " | buyers | buyers recovered after 17.20 s (17.10–17.30 s), away 14.00–15.00 s, 7 bad requests |"
                        + " [report](gateway-lost/report.html) |");
    }

    @Test
    void whatIsNotKnownIsNoPass() {
        assertThat(sweep(component("shop", ComponentGrade.NO_IMPACT, null)).outcome())
                .isEqualTo(RunOutcome.PASS);
        assertThat(sweep(component("shop", ComponentGrade.UNKNOWN, null)).outcome())
                .isEqualTo(RunOutcome.INCONCLUSIVE);
        assertThat(sweep().outcome()).isEqualTo(RunOutcome.INCONCLUSIVE);
    }

    private static Sweep sweep(SweptComponent... components) {
        return new Sweep(Sweep.SCHEMA, "sale", "lab", 1, List.of(components), List.of("queue"), List.of());
    }

    private static SweptComponent component(String role, ComponentGrade grade, @Nullable Double seconds) {
        return new SweptComponent(
                role,
                1,
                "network-partition",
                grade,
                "buyers",
                seconds,
                seconds == null ? null : seconds - 0.1,
                seconds == null ? null : seconds + 0.1,
                14.0,
                15.0,
                seconds == null ? 0 : 7,
                "",
                role + "-lost");
    }
}
