package dev.crossfire.conductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.evidence.Frame;
import dev.crossfire.evidence.Frame.CohortFrame;
import dev.crossfire.evidence.Journal;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.fake.FakeRun;
import dev.crossfire.fake.FakeTime;
import dev.crossfire.model.Plan.PlannedFault;
import dev.crossfire.model.Target;
import dev.crossfire.plan.TargetRecheck.CurrentTargets;
import dev.crossfire.progress.ProgressListener;
import dev.crossfire.spi.Fault;
import dev.crossfire.spi.FaultContext;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultException.NotInjectedException;
import dev.crossfire.testkit.FakeEnvironment;
import dev.crossfire.testkit.FakeFault;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One fault's moments, exactly, in made-up time. */
@Timeout(20)
class FaultRunnerTest extends MadeUpTime {
    private final FakeEnvironment environment = new FakeEnvironment();
    private static final Duration AT = Duration.ofSeconds(10);
    private static final Instant DUE = FakeTime.ZERO.plus(AT);
    private static final Instant PREPARED = DUE.minusMillis(250);
    private static final String STEADY = "buyers 100 % good of 300; target: healthy";

    private SteadyStateGate gate = new SteadyStateGate(Map.of("buyers", FakeRun.HEALTHY));

    private List<String> objections = List.of();
    private List<Target> current = List.of(FakeEnvironment.THING);
    private Runnable checking = () -> {};

    @BeforeEach
    void beHealthy() {
        seconds(100);
    }

    @Test
    void everyMomentIsWrittenAtItsTime() throws Exception {
        time.at(AT.plusSeconds(1), this::heal);
        run();

        Instant effective = DUE.plusMillis(100);
        Instant confirmed = DUE.plusMillis(300);
        Instant gone = DUE.plusSeconds(1);
        assertThat(Journal.read(file))
                .containsExactly(
                        new JournalEvent.SteadyState(PREPARED, "f", true, STEADY),
                        new JournalEvent.FaultIntended(
                                PREPARED, "f", FakeFault.NAME, List.of("thing-1"), Map.of("fault", "f")),
                        new JournalEvent.FaultInjected(DUE, "f", DUE, DUE),
                        new JournalEvent.FaultEffective(effective, "f", effective.minusMillis(10), effective, "down"),
                        new JournalEvent.FaultConfirmed(confirmed, "f", confirmed, "broken"),
                        new JournalEvent.FaultCleared(gone, "f", gone, "healthy"));
    }

    @Test
    void withoutASteadyStateItIsNotFired() throws Exception {
        seconds(80);
        run();
        assertThat(kind.calls).doesNotContain("inject f");
        assertThat(last(JournalEvent.FaultSkipped.class).why()).startsWith("no steady state before it: buyers");
    }

    @Test
    void itWaitsForAFrameThatIsLate() throws Exception {
        gate = new SteadyStateGate(Map.of("buyers", FakeRun.HEALTHY));
        time.at(AT.plusMillis(1500), () -> seconds(100));
        time.at(AT.plusSeconds(3), this::heal);
        run();
        assertThat(last(JournalEvent.FaultInjected.class).late().orElseThrow())
                .isBetween(Duration.ofMillis(1500), Duration.ofMillis(1600));
        assertThat(last(JournalEvent.FaultConfirmed.class).seen()).isEqualTo("broken");
    }

    @Test
    void itDoesNotWaitForeverForAFrameThatIsLate() throws Exception {
        gate = new SteadyStateGate(Map.of("buyers", FakeRun.HEALTHY));
        time.at(AT.plusSeconds(4), () -> seconds(100));
        run();
        assertThat(kind.calls).doesNotContain("inject f");
        assertThat(last(JournalEvent.FaultSkipped.class).why()).contains("only 0 of 3 seconds before the fault");
    }

    @Test
    void aTargetThatIsNotIntactIsNotHit() throws Exception {
        kind.unhealthy = true;
        run();
        assertThat(kind.calls).doesNotContain("inject f");
        assertThat(last(JournalEvent.FaultSkipped.class).why()).contains("its target was not healthy", "target: ill");
    }

    @Test
    void whatMayNotBeBrokenAnyMoreIsNotHit() throws Exception {
        objections = List.of(
                "thing-1 does not play thing any longer", "2 zones lost at one time is invalid; expected at most 1");
        run();
        assertThat(kind.calls).doesNotContain("inject f");
        assertThat(last(JournalEvent.FaultSkipped.class).why())
                .isEqualTo(
                        "thing-1 does not play thing any longer; 2 zones lost at one time is invalid; expected at most 1");
    }

    @Test
    void whatHasReplacedItsTargetsIsHitInTheirPlaceAndJournaled() throws Exception {
        Target other = new Target("thing", "fake", "thing-2", "a", Set.of(), Map.of());
        current = List.of(other);
        time.at(AT.plusSeconds(1), this::heal);
        run();
        assertThat(kind.calls).containsSubsequence("retarget f to thing-2", "inject f");
        assertThat(last(JournalEvent.FaultIntended.class).targets()).containsExactly("thing-2");
    }

    @Test
    void aRefusedFaultHasFailedAndIsNotWaitedFor() throws Exception {
        kind.onInject = fault -> {
            throw new FaultException("the safety lever is engaged");
        };
        run();
        assertThat(last(JournalEvent.FaultFailed.class).why()).isEqualTo("the safety lever is engaged");
        assertThat(time.now()).isBefore(DUE.plusSeconds(1));
    }

    @Test
    void anUnansweredStartIsForTheProbesToDecideAndIsNotBothConfirmedAndNot() throws Exception {
        kind.unanswered = true;
        time.at(AT.plusSeconds(1), this::heal);
        run();
        assertThat(last(JournalEvent.FaultConfirmed.class).seen()).isEqualTo("broken");
        assertThat(last(JournalEvent.FaultCleared.class).seen()).isEqualTo("healthy");
        assertThat(last(JournalEvent.Warning.class).what()).contains("whether f was started was not answered: silence");
        assertThat(Journal.read(file)).noneMatch(JournalEvent.FaultFailed.class::isInstance);
    }

    @Test
    void anUnansweredStartWithoutEffectIsNotConfirmed() throws Exception {
        kind.unanswered = true;
        kind.takesEffect = false;
        run();
        assertThat(last(JournalEvent.FaultFailed.class).why())
                .isEqualTo("it was not confirmed within 5 s; last seen: healthy; its start was not answered: silence");
        assertThat(Journal.read(file)).noneMatch(JournalEvent.FaultConfirmed.class::isInstance);
    }

    @Test
    void aStartThatHadToBeRepeatedIsLateAndSaysSo() throws Exception {
        kind.onInject = fault -> sleepUntil(DUE.plusMillis(4500));
        time.at(AT.plusSeconds(7), this::heal);
        run();
        assertThat(last(JournalEvent.FaultInjected.class).due()).isEqualTo(DUE);
        assertThat(last(JournalEvent.FaultInjected.class).late()).contains(Duration.ofMillis(4500));
    }

    @Test
    void aCheckOfItsTargetsThatTakesSecondsDelaysIt() throws Exception {
        checking = () -> {
            seconds(10, 14);
            sleepUntil(DUE.plusSeconds(4));
        };
        time.at(AT.plusSeconds(6), this::heal);
        run();
        assertThat(last(JournalEvent.FaultInjected.class).late()).contains(Duration.ofSeconds(4));
        assertThat(last(JournalEvent.FaultConfirmed.class).seen()).isEqualTo("broken");
    }

    @Test
    void aFaultThatWasNotInjectedIsNotReportedAsInjected() throws Exception {
        kind.onInject = fault -> {
            throw new NotInjectedException("found 0 standbys");
        };
        run();
        assertThat(last(JournalEvent.FaultSkipped.class).why()).isEqualTo("found 0 standbys");
        assertThat(Journal.read(file))
                .noneMatch(JournalEvent.FaultInjected.class::isInstance)
                .noneMatch(JournalEvent.FaultFailed.class::isInstance);
    }

    @Test
    void aFaultWithoutProofIsNotConfirmed() throws Exception {
        kind.takesEffect = false;
        run();
        assertThat(last(JournalEvent.FaultFailed.class).why())
                .isEqualTo("it was not confirmed within 5 s; last seen: healthy");
        assertThat(time.now()).isEqualTo(DUE.plusSeconds(5));
    }

    @Test
    void nothingIsFiredThatIsNotOnDiskFirst() {
        time.at(AT.minusMillis(300), this::closeJournal);
        assertThatThrownBy(this::run).isInstanceOf(IOException.class);
        assertThat(kind.calls).doesNotContain("inject f");
        assertThat(lookers()).isEmpty();
    }

    @Test
    void aMomentThatCannotBeWrittenIsNotKeptQuiet() {
        time.at(AT.plusMillis(50), this::closeJournal);
        assertThatThrownBy(this::run).isInstanceOf(IOException.class);
        assertThat(kind.calls).contains("inject f");
    }

    @Test
    void aStopBetweenIntentAndInjectionPreventsIt() throws Exception {
        Thread runner = Thread.currentThread();
        time.at(AT.minusMillis(100), runner::interrupt);
        assertThatThrownBy(this::run).isInstanceOf(InterruptedException.class);
        assertThat(last(JournalEvent.FaultIntended.class).at()).isEqualTo(PREPARED);
        assertThat(kind.calls).doesNotContain("inject f");
        assertThat(lookers()).as("healing looks, too, and two may not").isEmpty();
    }

    @Test
    void anErrorInAProbeIsNotSwallowed() {
        time.at(
                AT.plusMillis(500),
                () -> kind.onProbe = () -> {
                    throw new IllegalStateException("no such thing");
                });
        assertThatThrownBy(this::run).isInstanceOf(IllegalStateException.class).hasMessage("no such thing");
    }

    @Test
    void eventsAreReportedInTheirOrder() throws Exception {
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        kind.onInject = fault -> {
            kind.unhealthy = true;
            sleepUntil(DUE.plusMillis(500));
            kind.unhealthy = false;
        };
        time.at(AT.plusSeconds(1), this::heal);
        run(new ProgressListener() {
            @Override
            public void phase(String what) {}

            @Override
            public void event(String what) {
                lines.add(what);
            }

            @Override
            public void second(Frame frame, Duration left) {}
        });
        assertThat(lines)
                .containsExactly("f injected", "f effective: ill", "f confirmed: broken", "f cleared: healthy");
    }

    private void sleepUntil(Instant moment) {
        try {
            time.sleepUntil(moment);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private void run() throws Exception {
        run(ProgressListener.SILENT);
    }

    private void run(ProgressListener progress) throws Exception {
        try (Fault fault = kind.arm(arming())) {
            PlannedFault planned = FakeRun.fault("f", AT);
            new FaultRunner(
                            planned,
                            fault,
                            FakeRun.context(FakeRun.plan(planned), kind, journal, time, progress),
                            gate,
                            asked -> {
                                checking.run();
                                return new CurrentTargets(objections, current);
                            },
                            new FaultMomentBoard())
                    .run(FakeTime.ZERO);
        }
    }

    private void heal() {
        try {
            kind.heal(arming(), Map.of());
        } catch (FaultException refused) {
            throw new IllegalStateException(refused);
        }
    }

    private void closeJournal() {
        try {
            journal.close();
        } catch (IOException stuck) {
            throw new IllegalStateException(stuck);
        }
    }

    private FaultContext<FakeFault.Settings> arming() {
        return new FaultContext<>(
                "run-1", "f", new FakeFault.Settings(), null, List.of(FakeEnvironment.THING), environment);
    }

    /** Three seconds before the fault, of a hundred requests each; they add up when the gate is checked again. */
    private void seconds(int good) {
        seconds(7, 10, good);
    }

    private void seconds(int from, int until) {
        seconds(from, until, 100);
    }

    private void seconds(int from, int until, int good) {
        for (int second = from; second < until; second++) {
            gate.add(new Frame(second, Map.of("buyers", new CohortFrame(100, 100, good, 100 - good, 5.0, null, null))));
        }
    }

    private <E extends JournalEvent> E last(Class<E> type) throws IOException {
        return Journal.read(file).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private static List<String> lookers() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("look-"))
                .toList();
    }
}
