package dev.crossfire.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.fake.FakeTime;
import dev.crossfire.fake.FakeTraffic;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.simulations.resources.ResourceMonitor.ResourceUsage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The generator's usage, from its line to the verdict, in simulated time. */
@Timeout(30)
class GeneratorResourcesTest extends JudgedInMadeUpTime {
    @Test
    void aGeneratorAtEaseIsBelieved() throws Exception {
        traffic.usage = usage(0.5, 0, 100, null);
        Verdict verdict = conductAndJudge();
        assertThat(events(JournalEvent.GeneratorUsed.class)).singleElement().satisfies(used -> assertThat(used.ownCpu())
                .isEqualTo(0.5));
        assertThat(verdict.outcome()).isEqualTo(RunOutcome.PASS);
        assertThat(verdict.voided()).isEmpty();
    }

    @Test
    void oneThatStarvesOfProcessorsVoidsTheRun() throws Exception {
        traffic.usage = usage(0.99, 0, 100, null);
        voided(conductAndJudge(), "the load generator exhausted CPU time");
        assertThat(events(JournalEvent.GeneratorStarved.class)).hasSize(1);
    }

    @Test
    void oneThatStandsStillVoidsTheRunAtItsEnd() throws Exception {
        traffic.usage = usage(0.5, 300, 100, null);
        voided(conductAndJudge(), "the load generator exhausted CPU time (it was stalled for 30 % of the time");
        assertThat(events(JournalEvent.GeneratorStarved.class)).hasSize(1);
    }

    @Test
    void oneThatRunsOutOfFileDescriptorsVoidsTheRun() throws Exception {
        traffic.usage = usage(0.5, 0, 1_020, null);
        voided(conductAndJudge(), "the load generator exhausted file descriptors (1020 of 1024 were open");
    }

    @Test
    void aClockThatIsSetVoidsTheRun() throws Exception {
        traffic.usage = usage(0.5, 0, 100, 2_300.0);
        traffic.usageFrom = 19;
        Verdict verdict = conductAndJudge();
        assertThat(events(JournalEvent.ClockStepped.class))
                .containsExactly(new JournalEvent.ClockStepped(
                        FakeTime.ZERO.plus(FakeTraffic.T0).plusSeconds(20).plusMillis(50), 2_300));
        voided(verdict, "the clock of the load generator's machine was set by 2300 ms");
    }

    @Test
    void shortagesDuringWarmUpAreNotReported() throws Exception {
        traffic.usage = usage(0.99, 0, 1_020, 2_300.0);
        traffic.usageFrom = (int) -FakeTraffic.WARM_UP.toSeconds();
        traffic.usageUntil = -2;
        assertThat(conductAndJudge().outcome()).isEqualTo(RunOutcome.PASS);
        assertThat(events(JournalEvent.GeneratorStarved.class)).isEmpty();
        assertThat(events(JournalEvent.ClockStepped.class)).isEmpty();
    }

    @Test
    void requestsThatItLostKeepTheRunFromPassing() throws Exception {
        traffic.lost = 7;
        Verdict verdict = conductAndJudge();
        assertThat(events(JournalEvent.LoadEnded.class))
                .singleElement()
                .extracting(JournalEvent.LoadEnded::problem)
                .isEqualTo("7 requests were not recorded");
        assertThat(verdict.outcome()).isEqualTo(RunOutcome.INCONCLUSIVE);
        assertThat(verdict.voided()).containsExactly("the load did not run to its end: 7 requests were not recorded");
    }

    private static ResourceUsage usage(double cpu, double stalledMillis, long files, @Nullable Double stepMillis) {
        return new ResourceUsage(1, cpu, 0.9, stalledMillis, files, 1024L, 1_000L, 28_232L, stepMillis);
    }

    private static void voided(Verdict verdict, String why) {
        assertThat(verdict.outcome()).isEqualTo(RunOutcome.INCONCLUSIVE);
        assertThat(verdict.objectives().get(0).why()).startsWith(why);
        assertThat(verdict.voided()).singleElement().asString().startsWith(why);
    }
}
