package dev.crossfire.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.AssertionResult;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.judge.objective.ErrorRatio;
import dev.crossfire.model.objective.PhaseRef;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.model.verdict.MeasuredFigure;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.testkit.PlantedRun;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A simulation's own assertions decide beside the scenario's objectives. */
class SimulationAssertionsTest {
    private static final String FAST = "Global: max of response time is less than 500.0";
    private static final String WHOLE = "Global: percentage of failed events is less than 1.0";

    private static PlantedRun drill() {
        return new PlantedRun()
                .buyers(100, at -> 0)
                .wants("served", "error-ratio", new ErrorRatio.Settings("buyers", PhaseRef.WHOLE, new Ratio(0.05)));
    }

    private static PlantedRun evaluated(boolean fast) {
        return drill().journal(new JournalEvent.AssertionsDeclared(PlantedRun.instant(0), List.of(FAST, WHOLE)))
                .journal(new JournalEvent.AssertionsEvaluated(
                        PlantedRun.instant(PlantedRun.LENGTH),
                        List.of(
                                new AssertionResult(FAST, fast, fast ? 80.0 : 812.0, "ms", null),
                                new AssertionResult(WHOLE, true, 0.004, "ratio", null))));
    }

    @Test
    void anAssertionThatDoesNotHoldFailsTheRun() throws Exception {
        Verdict verdict = evaluated(false).verdict();
        assertThat(verdict.outcome()).isEqualTo(RunOutcome.FAIL);
        ObjectiveVerdict failed = verdict.objectives().get(1);
        assertThat(failed.id()).isEqualTo("assertion-1");
        assertThat(failed.kind()).isEqualTo("gatling-assertion");
        assertThat(failed.target().text()).isEqualTo(FAST);
        assertThat(failed.measured()).isEqualTo(new MeasuredFigure(812, null, null, "ms"));
        assertThat(verdict.objectives())
                .extracting(ObjectiveVerdict::outcome)
                .containsExactly(Outcome.PASS, Outcome.FAIL, Outcome.PASS);
    }

    @Test
    void assertionsThatHoldLetTheRunPass() throws Exception {
        assertThat(evaluated(true).verdict().outcome()).isEqualTo(RunOutcome.PASS);
    }

    @Test
    void onesThatWereNeverEvaluatedAreInconclusive() throws Exception {
        Verdict verdict = drill().journal(new JournalEvent.AssertionsDeclared(PlantedRun.instant(0), List.of(FAST)))
                .verdict();
        assertThat(verdict.outcome()).isEqualTo(RunOutcome.INCONCLUSIVE);
        assertThat(verdict.objectives().get(1).why()).contains("did not evaluate it");
    }

    @Test
    void onesWithoutAnyRequestAreInconclusive() throws Exception {
        Verdict verdict = drill().journal(new JournalEvent.AssertionsEvaluated(
                        PlantedRun.instant(PlantedRun.LENGTH),
                        List.of(new AssertionResult(FAST, null, null, "ms", "no request was recorded"))))
                .verdict();
        assertThat(verdict.objectives().get(1).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(verdict.objectives().get(1).why()).endsWith("no request was recorded");
    }

    @Test
    void aStarvedGeneratorKeepsAPassBackAndNoFailure() throws Exception {
        JournalEvent starved = new JournalEvent.GeneratorStarved(PlantedRun.instant(31), "CPU time", "seen");
        assertThat(evaluated(true)
                        .journal(starved)
                        .verdict()
                        .objectives()
                        .get(1)
                        .outcome())
                .isEqualTo(Outcome.INCONCLUSIVE);
        Verdict failed = evaluated(false).journal(starved).verdict();
        assertThat(failed.objectives().get(1).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(failed.outcome()).isEqualTo(RunOutcome.FAIL);
    }

    @Test
    void whatTheSimulationDidAroundItsLoadIsANoteAndChangesNothing() throws Exception {
        Verdict verdict = evaluated(true)
                .journal(new JournalEvent.LoadCut(PlantedRun.instant(PlantedRun.LENGTH), 30, 1))
                .journal(new JournalEvent.RequestsNotBuilt(
                        PlantedRun.instant(PlantedRun.LENGTH), 12, List.of("buyers / pay: x")))
                .journal(new JournalEvent.AfterHookFailed(PlantedRun.instant(PlantedRun.LENGTH), "threw Oops: no"))
                .verdict();
        assertThat(verdict.outcome()).isEqualTo(RunOutcome.PASS);
        assertThat(verdict.notes())
                .anySatisfy(note -> assertThat(note).contains("cut", "2m", "30 active users and 1 request in flight"))
                .anySatisfy(note -> assertThat(note).contains("12 requests could not be built", "buyers / pay: x"))
                .anySatisfy(note -> assertThat(note).contains("after() threw Oops: no"));
    }
}
