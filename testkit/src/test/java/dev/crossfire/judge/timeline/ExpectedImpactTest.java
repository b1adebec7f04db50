package dev.crossfire.judge.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.model.FaultSpec.ExpectedEffect;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.testkit.PlantedRun;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExpectedImpactTest {
    private static final String FAULT = "writer-lost";

    private static PlantedRun hit(@Nullable ExpectedEffect expect) {
        return new PlantedRun().expects(expect).fault(FAULT, 30, 40).buyers(100, PlantedRun.outage(30.1, 33));
    }

    private static PlantedRun missed(@Nullable ExpectedEffect expect) {
        return new PlantedRun().expects(expect).fault(FAULT, 30, 40).buyers(100, at -> 0);
    }

    private static ObjectiveVerdict last(Verdict verdict) {
        return verdict.objectives().get(verdict.objectives().size() - 1);
    }

    @Test
    void anExpectedImpactThatIsSeenPasses() {
        Verdict verdict = hit(ExpectedEffect.IMPACT).wantsRecovery(FAULT, 10).verdict();
        assertThat(verdict.outcome()).isEqualTo(RunOutcome.PASS);
        assertThat(last(verdict).id()).isEqualTo("writer-lost.expect");
        assertThat(last(verdict).why()).isEqualTo("writer-lost affected buyers, as expected");
        assertThat(verdict.faults().get(0).impact()).isTrue();
        assertThat(verdict.faults().get(0).expect()).isEqualTo(ExpectedEffect.IMPACT);
    }

    @Test
    void anExpectedImpactThatIsNotSeenIsInconclusiveAndNamesTheSystemUnderTest() {
        Verdict verdict = missed(ExpectedEffect.IMPACT).wantsRecovery(FAULT, 10).verdict();
        assertThat(verdict.objectives().get(0).outcome()).isEqualTo(Outcome.PASS);
        assertThat(verdict.outcome()).isEqualTo(RunOutcome.INCONCLUSIVE);
        assertThat(verdict.exitCode()).isEqualTo(3);
        assertThat(last(verdict).why())
                .isEqualTo("writer-lost had no measurable impact on buyers: the load may not reach what was broken"
                        + " (system under test: shop.example:8080)");
        assertThat(verdict.systemUnderTest()).isEqualTo("shop.example:8080");
        assertThat(verdict.faults().get(0).impact()).isFalse();
    }

    @Test
    void singleRequestsThatFailedAreNotPassedOver() {
        PlantedRun drill = new PlantedRun()
                .expects(ExpectedEffect.IMPACT)
                .fault(FAULT, 30, 40)
                .buyers(100, PlantedRun.outage(30.2, 30.22));
        assertThat(last(drill.verdict()).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(last(drill.verdict()).why())
                .isEqualTo(
                        "buyers stayed healthy after writer-lost, with 2 bad requests, though an impact was expected");
    }

    @Test
    void anImpactThatWasNotExpectedFails() {
        Verdict verdict = hit(ExpectedEffect.NO_IMPACT).wantsRecovery(FAULT, 10).verdict();
        assertThat(verdict.outcome()).isEqualTo(RunOutcome.FAIL);
        assertThat(last(verdict).why()).isEqualTo("writer-lost affected buyers, though no impact was expected");
        Verdict afterwards = new PlantedRun()
                .expects(ExpectedEffect.NO_IMPACT)
                .fault(FAULT, 30, 40)
                .buyers(100, PlantedRun.outage(43, 45))
                .verdict();
        assertThat(last(afterwards).outcome()).as("by the fault's end").isEqualTo(Outcome.FAIL);
    }

    @Test
    void noImpactAsExpectedPassesAloneToo() {
        Verdict verdict = missed(ExpectedEffect.NO_IMPACT).verdict();
        assertThat(verdict.objectives()).hasSize(1);
        assertThat(verdict.outcome()).isEqualTo(RunOutcome.PASS);
    }

    @Test
    void trafficThatCouldNotShowAnImpactShowsNoneEither() {
        PlantedRun thin = new PlantedRun()
                .expects(ExpectedEffect.NO_IMPACT)
                .fault(FAULT, 30, 40)
                .buyers(0.1, at -> 0);
        assertThat(last(thin.verdict()).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(thin.verdict().faults().get(0).impact()).isNull();
    }

    @Test
    void aCohortThatWasUnhealthyBeforeIsNoEvidence() {
        PlantedRun drill = new PlantedRun()
                .expects(ExpectedEffect.IMPACT)
                .fault(FAULT, 30, 40)
                .buyers(100, PlantedRun.outage(25, 33));
        assertThat(last(drill.verdict()).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(last(drill.verdict()).why()).contains("cannot be determined: buyers: already unhealthy");
    }

    @Test
    void aControlRunAndAFaultWithoutProofAreNoEvidence() {
        PlantedRun control = new PlantedRun()
                .control()
                .expects(ExpectedEffect.IMPACT)
                .planned(FAULT, 30)
                .buyers(100, at -> 0);
        assertThat(last(control.verdict()).why()).contains("a control run injects no fault");
        Verdict unconfirmed = new PlantedRun()
                .unconfirmed()
                .expects(ExpectedEffect.NO_IMPACT)
                .fault(FAULT, 30, 40)
                .buyers(100, at -> 0)
                .verdict();
        assertThat(last(unconfirmed).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void withoutAnExpectationNothingIsJudgedAndRecoveryIsNotReportedAsTested() {
        Verdict verdict = missed(null).wantsRecovery(FAULT, 10).verdict();
        assertThat(verdict.objectives()).hasSize(1);
        assertThat(last(verdict).outcome()).isEqualTo(Outcome.PASS);
        assertThat(last(verdict).why())
                .startsWith("buyers: no measurable impact")
                .endsWith("; so there was no recovery to measure");
        assertThat(verdict.faults().get(0).impact()).isFalse();
    }
}
