package dev.crossfire.judge.impact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.judge.objective.RecoveryTime;
import dev.crossfire.model.objective.PhaseRef.Phase;
import dev.crossfire.model.verdict.CohortRecovery;
import dev.crossfire.model.verdict.CohortRecovery.RecoveryState;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.model.verdict.PhaseFigures;
import dev.crossfire.testkit.PlantedRun;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which unhealthy interval belongs to what, a rule a test. */
class AttributionTest {
    private static final String FAULT = "writer-lost";

    @Test
    void aLaterFaultDuringTheImpactCensorsTheEarlierOne() {
        PlantedRun drill = new PlantedRun()
                .fault("first", 30, 70)
                .fault("second", 45, 70)
                .buyers(100, PlantedRun.outage(30.1, 52))
                .wantsRecovery("first", 30);
        CohortRecovery first = drill.recovery("first");
        assertThat(first.state()).isEqualTo(RecoveryState.CENSORED);
        assertThat(first.low()).isCloseTo(15, within(0.05));
        assertThat(first.why())
                .contains("still unhealthy when second came", "the whole unhealthy interval was last seen 22.0");
        assertThat(drill.recovery("second").state()).isEqualTo(RecoveryState.UNHEALTHY_BEFORE);
    }

    @Test
    void anImpactAtTheEndOfTheEvidenceBelongsToNoLaterFault() {
        PlantedRun drill = new PlantedRun()
                .fault(FAULT, 30, 60)
                .buyers(100, PlantedRun.outage(30.1, 90))
                .journal(new JournalEvent.Aborted(PlantedRun.instant(31), "Ctrl-C"));
        CohortRecovery cut = drill.recovery(FAULT);
        assertThat(cut.state()).isEqualTo(RecoveryState.CENSORED);
        assertThat(cut.why()).startsWith("unhealthy for at least").contains("the evidence ends");
    }

    @Test
    void aLaterFaultCensorsEvenWhereTheLoadConfounds() {
        PlantedRun drill = new PlantedRun()
                .spike(25, 0.5, 60)
                .fault("first", 30, 70)
                .fault("second", 45, 70)
                .buyers(100, PlantedRun.outage(30.1, 52));
        assertThat(drill.recovery("first").state()).isEqualTo(RecoveryState.CENSORED);
    }

    @Test
    void anImpactAfterTheFaultIsClearedIsReportedSeparately() {
        CohortRecovery recovery = new PlantedRun()
                .fault(FAULT, 30, 50)
                .buyers(100, at -> (at >= 30.1 && at < 33) || (at >= 50.3 && at < 52) ? 1 : 0)
                .recovery(FAULT);
        assertThat(recovery.state()).isEqualTo(RecoveryState.RECOVERED);
        assertThat(recovery.seconds()).isCloseTo(3, within(0.02));
        assertThat(recovery.relapses()).isZero();
        assertThat(recovery.why()).contains("after it was cleared");
    }

    @Test
    void anImpactSoonAfterAShortFaultIsClearedIsReportedSeparately() {
        PlantedRun drill = new PlantedRun()
                .fault("earlier", 15, 18)
                .fault(FAULT, 60, 66)
                .buyers(100, at -> (at >= 15.1 && at < 17) || (at >= 67 && at < 69) ? 1 : 0);
        CohortRecovery recovery = drill.recovery(FAULT);
        assertThat(recovery.state()).isEqualTo(RecoveryState.NO_IMPACT);
        assertThat(recovery.seconds()).isNull();
        assertThat(recovery.why())
                .startsWith("no measurable impact while the fault was in effect")
                .contains("unhealthy for 2.0", "after it was cleared, which does not count as recovery time");
        assertThat(recovery.postFaultImpact()).satisfies(harm -> {
            assertThat(harm.times()).isEqualTo(1);
            assertThat(harm.onsetSeconds()).isCloseTo(1, within(0.02));
            assertThat(harm.seconds()).isCloseTo(2, within(0.02));
            assertThat(harm.low()).isLessThanOrEqualTo(2.0);
            assertThat(harm.high()).isGreaterThanOrEqualTo(2.0);
        });
        assertThat(drill.recovery("earlier")).satisfies(earlier -> {
            assertThat(earlier.state()).isEqualTo(RecoveryState.RECOVERED);
            assertThat(earlier.relapses()).isZero();
            assertThat(earlier.why()).doesNotContain("after it was cleared");
        });
    }

    @Test
    void anImpactSoonAfterAShortFaultIsClearedIsNoRelapse() {
        CohortRecovery recovery = new PlantedRun()
                .fault(FAULT, 30, 36)
                .buyers(100, at -> (at >= 30.1 && at < 31) || (at >= 42 && at < 44) ? 1 : 0)
                .recovery(FAULT);
        assertThat(recovery.state()).isEqualTo(RecoveryState.RECOVERED);
        assertThat(recovery.seconds()).isCloseTo(1, within(0.02));
        assertThat(recovery.relapses()).isZero();
        assertThat(recovery.why())
                .contains("unhealthy for 2.0", "after it was cleared, which does not count as recovery time");
    }

    @Test
    void anImpactThatBeganBeforeAShortFaultWasClearedBelongsToIt() {
        CohortRecovery recovery = new PlantedRun()
                .fault(FAULT, 30, 36)
                .buyers(100, PlantedRun.outage(34, 39))
                .recovery(FAULT);
        assertThat(recovery.state()).isEqualTo(RecoveryState.RECOVERED);
        assertThat(recovery.seconds()).isCloseTo(9, within(0.02));
        assertThat(recovery.why()).doesNotContain("after it was cleared");
    }

    @Test
    void anImpactAfterTheFaultIsClearedIsReportedSeparatelyEvenWhereTheLoadChangedSince() {
        CohortRecovery recovery = new PlantedRun()
                .spike(51, 0.2, 30)
                .fault(FAULT, 30, 50)
                .buyers(100, PlantedRun.outage(52, 54))
                .recovery(FAULT);
        assertThat(recovery.state()).isEqualTo(RecoveryState.NO_IMPACT);
        assertThat(recovery.why()).contains("after it was cleared");
    }

    @Test
    void anImpactThatReturnsWhileTheFaultLastsIsARelapse() {
        CohortRecovery recovery = new PlantedRun()
                .fault(FAULT, 30, 80)
                .buyers(100, at -> (at >= 30.1 && at < 33) || (at >= 50 && at < 52) ? 1 : 0)
                .recovery(FAULT);
        assertThat(recovery.seconds()).isCloseTo(3, within(0.02));
        assertThat(recovery.relapses()).isEqualTo(1);
    }

    @Test
    void unhealthyIntervalsCloseTogetherAreOne() {
        CohortRecovery recovery = new PlantedRun()
                .fault(FAULT, 30, 80)
                .buyers(100, at -> (at >= 30.1 && at < 33) || (at >= 38 && at < 40) ? 1 : 0)
                .recovery(FAULT);
        assertThat(recovery.seconds()).isCloseTo(10, within(0.02));
        assertThat(recovery.relapses()).isZero();
    }

    @Test
    void anUnhealthyIntervalBelongsToTheLatestEventBeforeIt() {
        PlantedRun drill =
                new PlantedRun().spike(60, 0.5, 30).fault(FAULT, 30, 40).buyers(100, PlantedRun.outage(60.6, 63));
        assertThat(drill.recovery(FAULT).state()).isEqualTo(RecoveryState.NO_IMPACT);
        assertThat(drill.verdict().notes()).anyMatch(note -> note.contains("after a change of load at 60"));
    }

    @Test
    void requestsInFlightAtInjectionDoNotMoveTheOnset() {
        PlantedRun drill = new PlantedRun().fault(FAULT, 30, 60);
        for (int i = 0; i < 12_000; i++) {
            double at = i / 100.0;
            // Each request takes 800 ms; what is under way when the writer is lost fails with it.
            boolean lost = at >= 29.2 && at < 34;
            drill.request(at, !lost, 800, PlantedRun.BUYERS, PlantedRun.RESERVE);
        }
        CohortRecovery recovery = drill.asRecorded().recovery(FAULT);
        assertThat(recovery.state()).isEqualTo(RecoveryState.RECOVERED);
        assertThat(recovery.inFlightWhenEffective()).isBetween(77L, 81L);
        assertThat(recovery.onsetSeconds()).isCloseTo(0, within(0.02));
        assertThat(recovery.seconds()).isCloseTo(4, within(0.02));
        // No user was impacted before it, and none is missing from the count.
        assertThat(errors(drill, Phase.BEFORE)).isZero();
        assertThat(errors(drill, Phase.IMPACT)).isEqualTo(errors(drill, Phase.WHOLE));
    }

    private static long errors(PlantedRun drill, Phase phase) {
        return drill.verdict().phases().stream()
                .filter(figures -> figures.phase() == phase)
                .mapToLong(PhaseFigures::errors)
                .sum();
    }

    @Test
    void requestsThatWereLateBeforeTheFaultDoNotCountAsInFlight() {
        PlantedRun drill = new PlantedRun().fault(FAULT, 30, 60);
        for (int i = 0; i < 12_000; i++) {
            double at = i / 100.0;
            drill.request(at, true, at >= 22 && at < 32 ? 9000 : 10, PlantedRun.BUYERS, PlantedRun.RESERVE);
        }
        assertThat(drill.asRecorded().recovery(FAULT).state()).isEqualTo(RecoveryState.UNHEALTHY_BEFORE);
    }

    @Test
    void theCohortIsHealthyWhenItsLatestNameIs() {
        PlantedRun drill = new PlantedRun().fault(FAULT, 30, 60);
        drill.requests(PlantedRun.BUYERS, PlantedRun.RESERVE, 100, 0, PlantedRun.LENGTH, PlantedRun.outage(30.1, 33));
        drill.requests(PlantedRun.BUYERS, PlantedRun.BROWSE, 50, 0, PlantedRun.LENGTH, PlantedRun.outage(30.1, 36));
        CohortRecovery recovery = drill.asRecorded().recovery(FAULT);
        assertThat(recovery.seconds()).isCloseTo(6, within(0.03));
        assertThat(recovery.why()).contains("'browse' last");
    }

    @Test
    void anImpactTooSmallToSeeByNameIsSeenInAllRequestsTogether() {
        PlantedRun drill = new PlantedRun().fault(FAULT, 30, 60);
        for (int i = 0; i < 12_000; i++) {
            double at = i / 100.0;
            boolean out = at >= 30.1 && at < 30.145;
            drill.request(at, !out, 5, PlantedRun.BUYERS, "request " + i % 5);
        }
        assertThat(drill.asRecorded().recovery(FAULT).state()).isEqualTo(RecoveryState.NO_IMPACT);
        PlantedRun longer = new PlantedRun().fault(FAULT, 30, 60);
        for (int i = 0; i < 12_000; i++) {
            double at = i / 100.0;
            boolean out = at >= 30.1 && at < 30.2;
            longer.request(at, !out, 5, PlantedRun.BUYERS, "request " + i % 5);
        }
        assertThat(longer.asRecorded().recovery(FAULT).state()).isEqualTo(RecoveryState.RECOVERED);
    }

    @Test
    void warmUpAndWhatWeCutShortIsNoEvidence() {
        PlantedRun drill = new PlantedRun().fault(FAULT, 30, 60).buyers(100, at -> 0);
        for (int i = 0; i < 500; i++) {
            drill.request(-5 + i / 100.0, 5, PlantedRun.BUYERS, PlantedRun.RESERVE, RequestRecord.FLAG_WARM_UP, 0);
            drill.request(-5 + i / 100.0, 5, PlantedRun.BUYERS, PlantedRun.RESERVE, 0, 0);
            drill.request(31 + i / 100.0, 5, PlantedRun.BUYERS, PlantedRun.RESERVE, RequestRecord.FLAG_ABORTED, 0);
        }
        assertThat(drill.asRecorded().recovery(FAULT).state()).isEqualTo(RecoveryState.NO_IMPACT);
        assertThat(drill.verdict().injector().requests()).isEqualTo(12_000);
    }

    @Test
    void requestsAfterAnAbortAreNoEvidence() {
        PlantedRun drill = new PlantedRun()
                .fault(FAULT, 30, 60)
                .buyers(100, PlantedRun.outage(30.1, 33))
                .journal(new JournalEvent.Aborted(PlantedRun.instant(38), "Ctrl-C"));
        assertThat(drill.recovery(FAULT).state()).isEqualTo(RecoveryState.CENSORED);
    }

    @Test
    void anEndWithinASilenceOfWaitingUsersLiesAnywhereInIt() {
        PlantedRun drill = new PlantedRun().fault(FAULT, 30, 60);
        for (int i = 0; i < 12_000; i++) {
            double at = i / 100.0;
            if (at < 31.5 || at >= 33) {
                int ok = at >= 30.1 && at < 33 ? 0 : RequestRecord.FLAG_OK;
                drill.request(at, 5, PlantedRun.CLOSED, PlantedRun.RESERVE, ok, 0);
            }
        }
        CohortRecovery recovery =
                drill.healthyToo("closed").verdict().recovery().get(0);
        assertThat(recovery.low()).isCloseTo(1.5, within(0.03));
        assertThat(recovery.high()).isCloseTo(3, within(0.03));
    }

    @Test
    void unknownUsersWhoWaitCannotBeJudged() {
        PlantedRun drill = new PlantedRun().fault(FAULT, 30, 60);
        for (int i = 0; i < 12_000; i++) {
            drill.request(i / 100.0, 5, PlantedRun.CLOSED, PlantedRun.RESERVE, RequestRecord.FLAG_OK, 0);
        }
        drill.healthyToo("closed")
                .wants("back", "recovery-time", new RecoveryTime.Settings("closed", FAULT, Duration.ofSeconds(10)));
        assertThat(drill.objective().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(drill.objective().why()).contains("which user sent what");
    }

    @Test
    void postFaultImpactCanBeAnObjectiveOfItsOwn() {
        PlantedRun drill = new PlantedRun()
                .fault(FAULT, 30, 50)
                .buyers(100, at -> (at >= 30.1 && at < 33) || (at >= 50.3 && at < 54.3) ? 1 : 0);
        assertThat(drill.wantsReturn(FAULT, 5).objective().outcome()).isEqualTo(Outcome.PASS);
        assertThat(drill.objective().why())
                .isEqualTo("buyers were unhealthy for 4.00 s after " + FAULT + " was cleared");
        PlantedRun tight = new PlantedRun()
                .fault(FAULT, 30, 50)
                .buyers(100, PlantedRun.outage(50.3, 54.3))
                .wantsReturn(FAULT, 3);
        assertThat(tight.objective().outcome()).isEqualTo(Outcome.FAIL);
        assertThat(new PlantedRun()
                        .fault(FAULT, 30, 50)
                        .buyers(100, PlantedRun.outage(30.1, 33))
                        .wantsReturn(FAULT, 0)
                        .objective()
                        .outcome())
                .isEqualTo(Outcome.PASS);
    }

    @Test
    void aCohortNotSeenLongEnoughAfterTheFaultIsNotCalledHealthy() {
        assertThat(new PlantedRun()
                        .fault(FAULT, 100, 115)
                        .buyers(100, PlantedRun.outage(100.1, 102))
                        .wantsReturn(FAULT, 5)
                        .objective()
                        .outcome())
                .isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(new PlantedRun()
                        .fault(FAULT, 30, PlantedRun.LENGTH)
                        .buyers(100, PlantedRun.outage(30.1, 33))
                        .wantsReturn(FAULT, 5)
                        .objective()
                        .outcome())
                .as("never seen to be gone")
                .isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(new PlantedRun()
                        .fault(FAULT, 30, 50)
                        .buyers(100, PlantedRun.outage(112, PlantedRun.LENGTH))
                        .wantsReturn(FAULT, 20)
                        .objective()
                        .outcome())
                .as("still unhealthy at the end")
                .isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void overlappingFaultsKeepTheirOwnImpacts() {
        PlantedRun drill = new PlantedRun()
                .fault("first", 30, 80)
                .fault("second", 50, 70)
                .buyers(100, at -> (at >= 30.1 && at < 33) || (at >= 50.1 && at < 55) ? 1 : 0);
        assertThat(drill.recovery("first")).satisfies(first -> {
            assertThat(first.state()).isEqualTo(RecoveryState.RECOVERED);
            assertThat(first.seconds()).isCloseTo(3, within(0.02));
            assertThat(first.relapses()).isZero();
        });
        assertThat(drill.recovery("second")).satisfies(second -> {
            assertThat(second.state()).isEqualTo(RecoveryState.RECOVERED);
            assertThat(second.seconds()).isCloseTo(5, within(0.02));
        });
    }

    @Test
    void anImpactOfTheSecondFaultIsNotTheFirstsThatHadNone() {
        PlantedRun drill = new PlantedRun()
                .fault("first", 30, 80)
                .fault("second", 50, 70)
                .buyers(100, PlantedRun.outage(50.1, 55));
        assertThat(drill.recovery("first").state()).isEqualTo(RecoveryState.NO_IMPACT);
        assertThat(drill.recovery("second").state()).isEqualTo(RecoveryState.RECOVERED);
    }

    @Test
    void faultsAtNearlyTheSameTimeShareTheirImpact() {
        PlantedRun drill = new PlantedRun()
                .fault("first", 30, 60)
                .fault("second", 34, 60)
                .buyers(100, PlantedRun.outage(34.1, 40));
        for (String fault : List.of("first", "second")) {
            assertThat(drill.recovery(fault).state()).as(fault).isEqualTo(RecoveryState.CONFOUNDED);
        }
        assertThat(drill.recovery("first").why()).contains("cannot be distinguished from second");
        assertThat(drill.recovery("second").why()).contains("cannot be distinguished from first");
        assertThat(drill.recovery("first").seconds()).isCloseTo(10, within(0.02));
        assertThat(drill.recovery("second").seconds()).isCloseTo(6, within(0.02));
    }

    @Test
    void aFaultLongAfterAnothersEndKeepsItsOwn() {
        PlantedRun drill = new PlantedRun()
                .fault("first", 20, 30)
                .fault("second", 40.5, 60)
                .buyers(100, at -> (at >= 20.1 && at < 24) || (at >= 40.6 && at < 46) ? 1 : 0);
        assertThat(drill.recovery("first").seconds()).isCloseTo(4, within(0.02));
        assertThat(drill.recovery("second").state()).isEqualTo(RecoveryState.RECOVERED);
        assertThat(drill.recovery("second").seconds()).isCloseTo(5.5, within(0.02));
    }

    @Test
    void aFaultSoonAfterAnothersEndIsConfoundedWithThatEnd() {
        PlantedRun drill = new PlantedRun()
                .fault("first", 20, 30)
                .fault("second", 32, 60)
                .buyers(100, at -> (at >= 20.1 && at < 21) || (at >= 32.1 && at < 36) ? 1 : 0);
        assertThat(drill.recovery("first").seconds()).isCloseTo(1, within(0.02));
        CohortRecovery second = drill.recovery("second");
        assertThat(second.state()).isEqualTo(RecoveryState.CONFOUNDED);
        assertThat(second.why()).contains("the end of first");
    }

    @Test
    void whatTheFirstsEndBroughtIsNotTheSecondsDoing() {
        PlantedRun drill =
                new PlantedRun().fault("first", 20, 40).fault("second", 70, 90).buyers(100, PlantedRun.outage(41, 44));
        assertThat(drill.recovery("first").postFaultImpact())
                .satisfies(harm -> assertThat(harm.seconds()).isCloseTo(3, within(0.02)));
        assertThat(drill.recovery("second").state()).isEqualTo(RecoveryState.NO_IMPACT);
        assertThat(drill.recovery("second").postFaultImpact())
                .satisfies(harm -> assertThat(harm.times()).isZero());
    }
}
