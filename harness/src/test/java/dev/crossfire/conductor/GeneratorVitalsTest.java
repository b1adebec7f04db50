package dev.crossfire.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.Evidence;
import dev.crossfire.evidence.Journal;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.fake.FakeRun;
import dev.crossfire.fake.FakeTime;
import dev.crossfire.fake.FakeTraffic;
import dev.crossfire.fake.ServedBuyers;
import dev.crossfire.judge.Judge;
import dev.crossfire.judge.objective.ErrorRatio;
import dev.crossfire.model.ObjectiveSpec;
import dev.crossfire.model.PhaseRef;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Ratio;
import dev.crossfire.model.RunOutcome;
import dev.crossfire.model.Verdict;
import dev.crossfire.simulations.vitals.Vitals;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the generator tells of itself, from its line to the verdict, in made-up time. */
@Timeout(30)
class GeneratorVitalsTest extends MadeUpTime {
    private static final Plan PLAN = FakeRun.asking(
            FakeRun.plan(FakeRun.fault("f", Duration.ofSeconds(10))),
            new ObjectiveSpec(
                    "served", "error-ratio", new ErrorRatio.Settings("buyers", PhaseRef.WHOLE, new Ratio(0.05))));

    private final FakeTraffic traffic = new FakeTraffic(time);

    @Test
    void aGeneratorAtEaseIsBelieved() throws Exception {
        traffic.fares = vitals(0.5, 0, 100, null);
        Verdict verdict = conductAndJudge();
        assertThat(events(JournalEvent.GeneratorUsed.class)).singleElement().satisfies(used -> assertThat(used.ownCpu())
                .isEqualTo(0.5));
        assertThat(verdict.outcome()).isEqualTo(RunOutcome.PASS);
        assertThat(verdict.voided()).isEmpty();
    }

    @Test
    void oneThatStarvesOfProcessorsVoidsTheRun() throws Exception {
        traffic.fares = vitals(0.99, 0, 100, null);
        voided(conductAndJudge(), "the load generator ran short of CPU time");
        assertThat(events(JournalEvent.GeneratorStarved.class)).hasSize(1);
    }

    @Test
    void oneThatStandsStillVoidsTheRunAtItsEnd() throws Exception {
        traffic.fares = vitals(0.5, 300, 100, null);
        voided(conductAndJudge(), "the load generator ran short of CPU time (it stood still for 30 % of the time");
        assertThat(events(JournalEvent.GeneratorStarved.class)).hasSize(1);
    }

    @Test
    void oneThatRunsOutOfFileDescriptorsVoidsTheRun() throws Exception {
        traffic.fares = vitals(0.5, 0, 1_020, null);
        voided(conductAndJudge(), "the load generator ran short of file descriptors (1020 of 1024 were open");
    }

    @Test
    void aClockThatIsSetVoidsTheRun() throws Exception {
        traffic.fares = vitals(0.5, 0, 100, 2_300.0);
        traffic.faresFrom = 19;
        Verdict verdict = conductAndJudge();
        assertThat(events(JournalEvent.ClockStepped.class))
                .containsExactly(new JournalEvent.ClockStepped(
                        FakeTime.ZERO.plus(FakeTraffic.T0).plusSeconds(20).plusMillis(50), 2_300));
        voided(verdict, "the clock of the load generator's machine was set by 2300 ms");
    }

    @Test
    void whatHappensBeforeTheLoadCountsIsNotToldOf() throws Exception {
        traffic.fares = vitals(0.99, 0, 1_020, 2_300.0);
        traffic.faresFrom = (int) -FakeTraffic.WARM_UP.toSeconds();
        traffic.faresUntil = -2;
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
                .extracting(JournalEvent.LoadEnded::trouble)
                .isEqualTo("7 requests were not recorded");
        assertThat(verdict.outcome()).isEqualTo(RunOutcome.INCONCLUSIVE);
        assertThat(verdict.voided()).containsExactly("the load did not run to its end: 7 requests were not recorded");
    }

    private static Vitals vitals(double cpu, double stalledMillis, long files, @Nullable Double stepMillis) {
        return new Vitals(1, cpu, 0.9, stalledMillis, files, 1024L, 1_000L, 28_232L, stepMillis);
    }

    private static void voided(Verdict verdict, String why) {
        assertThat(verdict.outcome()).isEqualTo(RunOutcome.INCONCLUSIVE);
        assertThat(verdict.objectives().get(0).why()).startsWith(why);
        assertThat(verdict.voided()).singleElement().asString().startsWith(why);
    }

    private Verdict conductAndJudge() throws IOException {
        new Conductor(
                        PLAN,
                        List.of(),
                        FakeRun.environment(),
                        FakeRun.kinds(kind),
                        journal,
                        time,
                        Progress.SILENT,
                        () -> null,
                        atMost -> {})
                .conduct(traffic);
        return new Judge(Kinds.load().objectives()).judge(new Evidence(PLAN, Journal.read(file), new ServedBuyers()));
    }

    private <E extends JournalEvent> List<E> events(Class<E> type) throws IOException {
        return Journal.read(file).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
