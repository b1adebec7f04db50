package dev.crossfire.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.AssertionResult;
import dev.crossfire.evidence.Journal;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.fake.FakeTraffic;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.simulations.GeneratorEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a load may end without being lost: cut, late, silent, or with a simulation that misbehaves afterwards. */
@Timeout(30)
class GeneratorEndTest extends JudgedInMadeUpTime {
    @Test
    void aSimulationsAssertionsAreInTheVerdict() throws Exception {
        String text = "Global: max of response time is less than 5.0";
        traffic.beforeTheEnd = List.of(
                new GeneratorEvent.AssertionTexts(List.of(text)),
                new GeneratorEvent.AssertionResults(List.of(new AssertionResult(text, false, 8.0, "ms", null))),
                new GeneratorEvent.LoadCutShort(30, 12),
                new GeneratorEvent.UnbuiltRequests(2, List.of("buyers / pay: no attribute")));
        Verdict verdict = conductAndJudge();
        assertThat(verdict.outcome()).isEqualTo(RunOutcome.FAIL);
        assertThat(verdict.objectives()).hasSize(2).last().satisfies(one -> assertThat(
                        one.target().text())
                .isEqualTo(text));
        assertThat(verdict.notes())
                .anySatisfy(note -> assertThat(note).contains("30 active users and 12 requests in flight"))
                .anySatisfy(note -> assertThat(note).contains("2 requests could not be built"));
    }

    @Test
    void anAfterHookThatFailsIsANote() throws Exception {
        traffic.after = new GeneratorEvent.AfterHookEnded("threw IllegalStateException: no");
        Verdict verdict = conductAndJudge();
        assertThat(verdict.outcome()).isEqualTo(RunOutcome.PASS);
        assertThat(verdict.notes()).singleElement().asString().contains("after() threw IllegalStateException: no");
    }

    @Test
    void anAfterHookThatSucceedsIsNone() throws Exception {
        traffic.after = new GeneratorEvent.AfterHookEnded(null);
        assertThat(conductAndJudge().notes()).isEmpty();
    }

    @Test
    void anAfterHookThatEndsItsProcessIsANote() throws Exception {
        traffic.diesAfterwards = true;
        Verdict verdict = conductAndJudge();
        assertThat(verdict.outcome()).isEqualTo(RunOutcome.PASS);
        assertThat(verdict.notes()).singleElement().asString().contains("after() ended its process", "exit code 7");
    }

    @Test
    void whatElseBreaksWhileAfterRunsBreaksTheRun() throws Exception {
        traffic.after = new GeneratorEvent.AfterHookEnded(null);
        Duration end = FakeTraffic.T0.plus(FakeTraffic.LENGTH).plusMillis(1500);
        time.at(end, () -> traffic.failRun("the lab ended"));
        Verdict verdict = conductAndJudge();
        assertThat(verdict.outcome()).isEqualTo(RunOutcome.ERROR);
        assertThat(verdict.notes()).containsExactly("the lab ended");
    }

    @Test
    void aGeneratorThatFallsSilentForAWhileIsAFinding() throws Exception {
        traffic.silentFrom = 15;
        traffic.silence = Duration.ofSeconds(45);
        Verdict verdict = conductAndJudge();
        assertThat(verdict.outcome()).isEqualTo(RunOutcome.INCONCLUSIVE);
        assertThat(verdict.voided())
                .singleElement()
                .asString()
                .contains("exhausted CPU time (it did not report for 46 s, though its process was alive)");
        assertThat(traffic.isStopped())
                .as("it was told to stop when it was late")
                .isTrue();
    }

    @Test
    void oneThatReportsOnAndDoesNotEndIsStopped() throws Exception {
        traffic.goesOnFor = 40;
        assertThat(conductAndJudge().outcome()).isEqualTo(RunOutcome.PASS);
        assertThat(traffic.isStopped()).isTrue();
    }

    @Test
    void oneThatEndsInTimeIsNotStopped() throws Exception {
        traffic.goesOnFor = 20;
        assertThat(conductAndJudge().outcome()).isEqualTo(RunOutcome.PASS);
        assertThat(traffic.isStopped()).isFalse();
    }

    @Test
    void oneThatNeverSpeaksAgainEndsTheLoadAndNotTheEvidence() throws Exception {
        traffic.silentFrom = 15;
        traffic.silence = Duration.ofHours(1);
        Verdict verdict = conductAndJudge();
        assertThat(verdict.outcome()).isEqualTo(RunOutcome.INCONCLUSIVE);
        assertThat(Journal.read(file)).noneMatch(JournalEvent.Broken.class::isInstance);
        assertThat(verdict.voided())
                .anySatisfy(why -> assertThat(why).contains("it did not report for"))
                .anySatisfy(why -> assertThat(why).contains("did not end within 150 s after the load's planned end"));
    }
}
