package dev.crossfire.judge;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.crossfire.model.verdict.CohortRecovery;
import dev.crossfire.model.verdict.CohortRecovery.RecoveryState;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.spi.FigureText;
import dev.crossfire.testkit.PlantedRun;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Each state that a cohort can be in after a fault, planted. */
class RecoveryStateTest {
    private static final String FAULT = "writer-lost";

    @Test
    void recovered() {
        PlantedRun drill = new PlantedRun()
                .fault(FAULT, 30, 40)
                .buyers(100, PlantedRun.outage(30.2, 33.4))
                .wantsRecovery(FAULT, 10);
        CohortRecovery recovery = drill.recovery(FAULT);
        assertThat(recovery.state()).isEqualTo(RecoveryState.RECOVERED);
        assertThat(recovery.seconds()).isCloseTo(3.4, within(0.02));
        assertThat(recovery.low()).isLessThanOrEqualTo(3.4);
        assertThat(recovery.high()).isGreaterThanOrEqualTo(3.4);
        // 10 ms between two requests and 20 ms during which the fault took effect.
        assertThat(width(recovery)).isBetween(0.025, 0.06);
        assertThat(recovery.onsetSeconds()).isCloseTo(0.2, within(0.02));
        assertThat(recovery.fromInjectedSeconds()).isCloseTo(3.42, within(0.02));
        assertThat(recovery.badRequests()).isEqualTo(320);
        assertThat(recovery.errors()).isEqualTo(320);
        assertThat(recovery.firstSuccessSeconds()).isCloseTo(3.4, within(0.02));
        assertThat(recovery.relapses()).isZero();
        assertThat(recovery.why())
                .as("the figures of the record, in the one rounding")
                .isEqualTo("recovered " + FigureText.seconds(requireNonNull(recovery.seconds()))
                        + " after writer-lost took effect (between "
                        + FigureText.bareSeconds(requireNonNull(recovery.low())) + " and "
                        + FigureText.seconds(requireNonNull(recovery.high())) + ")");
        assertThat(drill.objective().outcome()).isEqualTo(Outcome.PASS);
    }

    /**
     * The system has recovered at 33.396 s; a request intended for 33.395 s came 4 ms later and was served correctly.
     */
    @Test
    void requestsThatReachTheSystemLateDoNotMoveTheBracketOffTheEnd() {
        PlantedRun drill = new PlantedRun().fault(FAULT, 30, 40);
        for (double at = 0.005; at < PlantedRun.LENGTH; at += 0.01) {
            double met = at + 0.004;
            drill.request(at, met < 30.2 || met >= 33.396, 8, PlantedRun.BUYERS, PlantedRun.RESERVE);
        }
        CohortRecovery recovery = drill.asRecorded().recovery(FAULT);
        assertThat(recovery.low()).isLessThanOrEqualTo(3.396);
        assertThat(recovery.high()).isGreaterThanOrEqualTo(3.396 + 0.01);
        assertThat(width(recovery)).isLessThan(0.045);
    }

    @Test
    void recoveredTooLate() {
        ObjectiveVerdict verdict = new PlantedRun()
                .fault(FAULT, 30, 40)
                .buyers(100, PlantedRun.outage(30.2, 33.4))
                .wantsRecovery(FAULT, 3)
                .objective();
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(verdict.why())
                .as("by how much, the reports say from the figures")
                .doesNotContain("too late", "cannot be shown");
    }

    @Test
    void slowAnswersMakeAnUnhealthyIntervalToo() {
        PlantedRun drill = new PlantedRun().fault(FAULT, 30, 40);
        for (int i = 0; i < 6000; i++) {
            double at = i / 50.0;
            drill.request(at, true, at >= 31 && at < 33 ? 1001 : 10, PlantedRun.BUYERS, PlantedRun.RESERVE);
        }
        assertThat(drill.asRecorded().recovery(FAULT)).satisfies(recovery -> {
            assertThat(recovery.state()).isEqualTo(RecoveryState.RECOVERED);
            assertThat(recovery.seconds()).isCloseTo(3, within(0.04));
            assertThat(recovery.errors()).isZero();
            assertThat(recovery.badRequests()).isEqualTo(100);
        });
    }

    @Test
    void aHealthyCohortIsNotReportedWithoutImpactWhenRequestsFailed() {
        CohortRecovery recovery = new PlantedRun()
                .fault(FAULT, 30, 40)
                .buyers(100, PlantedRun.outage(30.2, 30.22))
                .recovery(FAULT);
        assertThat(recovery.state()).isEqualTo(RecoveryState.NO_IMPACT);
        assertThat(recovery.why())
                .startsWith("stayed healthy, with 2 bad requests; detection limit: all requests failing for ");
        assertThat(recovery.why())
                .contains("failing for " + FigureText.seconds(requireNonNull(recovery.detectionLimitSeconds())));
    }

    @Test
    void aTargetBelowWhatTheTrafficCanShowIsNamed() {
        ObjectiveVerdict verdict = new PlantedRun()
                .fault(FAULT, 30, 40)
                .buyers(100, at -> 0)
                .wantsRecovery(FAULT, 0.01)
                .objective();
        assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(verdict.why()).endsWith("; the detection limit is above 10 ms, so the target cannot be judged");
    }

    @Test
    void noImpact() {
        PlantedRun drill =
                new PlantedRun().fault(FAULT, 30, 40).buyers(100, at -> 0).wantsRecovery(FAULT, 10);
        CohortRecovery recovery = drill.recovery(FAULT);
        assertThat(recovery.state()).isEqualTo(RecoveryState.NO_IMPACT);
        assertThat(recovery.seconds()).isNull();
        assertThat(recovery.detectionLimitSeconds()).isBetween(0.01, 0.3);
        assertThat(recovery.why()).contains("detection limit: all requests failing for 0.0");
        assertThat(drill.objective().outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void noImpactThatTheTrafficCouldNotHaveShownIsNoPass() {
        PlantedRun drill =
                new PlantedRun().fault(FAULT, 30, 40).buyers(0.2, at -> 0).wantsRecovery(FAULT, 10);
        assertThat(drill.recovery(FAULT).detectionLimitSeconds()).isNull();
        assertThat(drill.objective().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void censoredByTheEndOfEvidence() {
        PlantedRun drill = new PlantedRun()
                .fault(FAULT, 100, 119)
                .buyers(100, PlantedRun.outage(100.1, 115))
                .wantsRecovery(FAULT, 20);
        CohortRecovery recovery = drill.recovery(FAULT);
        assertThat(recovery.state()).isEqualTo(RecoveryState.CENSORED);
        assertThat(recovery.high()).isNull();
        assertThat(recovery.low()).isCloseTo(15, within(0.05));
        assertThat(drill.objective().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void censoredButAlreadyTooLate() {
        PlantedRun drill = new PlantedRun()
                .fault(FAULT, 100, 119)
                .buyers(100, PlantedRun.outage(100.1, 115))
                .wantsRecovery(FAULT, 10);
        assertThat(drill.objective().outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void censoredBeforeAnImpactCouldShow() {
        PlantedRun drill =
                new PlantedRun().fault(FAULT, 112, 119).buyers(100, at -> 0).wantsRecovery(FAULT, 10);
        assertThat(drill.recovery(FAULT).state()).isEqualTo(RecoveryState.CENSORED);
        assertThat(drill.objective().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void metastable() {
        PlantedRun drill = new PlantedRun()
                .fault(FAULT, 30, 35)
                .buyers(100, PlantedRun.outage(30.1, 119))
                .wantsRecovery(FAULT, 200);
        assertThat(drill.recovery(FAULT).state()).isEqualTo(RecoveryState.METASTABLE);
        assertThat(drill.objective().outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void notMetastableWhileTheLoadIsStillHigh() {
        PlantedRun drill = new PlantedRun()
                .spike(10, 1, 70)
                .fault(FAULT, 30, 35)
                .buyers(100, PlantedRun.outage(30.1, 90))
                .wantsRecovery(FAULT, 90);
        assertThat(drill.recovery(FAULT).state()).isEqualTo(RecoveryState.RECOVERED);
    }

    @Test
    void confoundedByAnotherFault() {
        PlantedRun drill = new PlantedRun()
                .fault("first", 30, 50)
                .fault("second", 34, 50)
                .buyers(100, PlantedRun.outage(30.1, 37))
                .wantsRecovery("first", 10);
        assertThat(drill.recovery("first").state()).isEqualTo(RecoveryState.CONFOUNDED);
        assertThat(drill.recovery("first").seconds()).isCloseTo(7, within(0.02));
        assertThat(drill.recovery("second").state()).isEqualTo(RecoveryState.CONFOUNDED);
        assertThat(drill.recovery("second").seconds()).isCloseTo(3, within(0.02));
        assertThat(drill.objective().outcome()).isEqualTo(Outcome.PASS);
        assertThat(drill.objective().why()).contains("second");
    }

    @Test
    void confoundedByTheLoad() {
        PlantedRun drill =
                new PlantedRun().spike(25, 0.5, 60).fault(FAULT, 30, 40).buyers(100, PlantedRun.outage(30.1, 33));
        CohortRecovery recovery = drill.recovery(FAULT);
        assertThat(recovery.state()).isEqualTo(RecoveryState.CONFOUNDED);
        assertThat(recovery.why()).contains("a change of load");
    }

    @Test
    void unhealthyBefore() {
        PlantedRun drill = new PlantedRun()
                .fault(FAULT, 30, 40)
                .buyers(100, PlantedRun.outage(24, 33))
                .wantsRecovery(FAULT, 10);
        assertThat(drill.recovery(FAULT).state()).isEqualTo(RecoveryState.UNHEALTHY_BEFORE);
        assertThat(drill.objective().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(drill.objective().why()).contains("already unhealthy");
    }

    @Test
    void healthyAgainLongEnoughBefore() {
        PlantedRun drill = new PlantedRun()
                .fault(FAULT, 40, 60)
                .buyers(100, at -> (at >= 20 && at < 23) || (at >= 40.1 && at < 42) ? 1 : 0);
        assertThat(drill.recovery(FAULT).state()).isEqualTo(RecoveryState.RECOVERED);
        assertThat(drill.verdict().notes()).anyMatch(note -> note.contains("buyers were unhealthy"));
    }

    @Test
    void aCohortThatFallsSilentIsNotSeenToBeHealthy() {
        PlantedRun drill = new PlantedRun().fault(FAULT, 30, 40).wantsRecovery(FAULT, 10);
        drill.requests(PlantedRun.BUYERS, PlantedRun.RESERVE, 100, 0, 33, PlantedRun.outage(30.1, 33))
                .requests(PlantedRun.BROWSERS, PlantedRun.BROWSE, 100, 0, PlantedRun.LENGTH, at -> 0);
        assertThat(drill.asRecorded().recovery(FAULT).state()).isEqualTo(RecoveryState.CENSORED);
        PlantedRun unharmed = new PlantedRun().fault(FAULT, 30, 40).wantsRecovery(FAULT, 10);
        unharmed.requests(PlantedRun.BUYERS, PlantedRun.RESERVE, 100, 0, 30.2, at -> 0)
                .requests(PlantedRun.BROWSERS, PlantedRun.BROWSE, 100, 0, PlantedRun.LENGTH, at -> 0);
        assertThat(unharmed.asRecorded().objective().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void anImpactThatBeginsAtInjectionBelongsToTheFault() {
        PlantedRun drill = new PlantedRun().fault(FAULT, 30, 40).buyers(200, PlantedRun.outage(29.981, 33));
        assertThat(drill.recovery(FAULT).state()).isEqualTo(RecoveryState.RECOVERED);
        assertThat(drill.recovery(FAULT).onsetSeconds()).isZero();
    }

    @Test
    void aCohortThatAcceptsNoErrorIsUnhealthyAtTheFirst() {
        PlantedRun drill =
                new PlantedRun().fault(FAULT, 30, 40).acceptsNothing().buyers(100, PlantedRun.outage(31, 31.01));
        assertThat(drill.recovery(FAULT)).satisfies(recovery -> {
            assertThat(recovery.state()).isEqualTo(RecoveryState.RECOVERED);
            assertThat(recovery.badRequests()).isEqualTo(1);
        });
    }

    /** High minus low, seconds. */
    private static double width(CohortRecovery recovery) {
        return Objects.requireNonNull(recovery.high()) - Objects.requireNonNull(recovery.low());
    }
}
