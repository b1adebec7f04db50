package dev.crossfire.conductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.evidence.Frame;
import dev.crossfire.evidence.Journal;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.fake.FakeRun;
import dev.crossfire.fake.FakeTime;
import dev.crossfire.fake.FakeTraffic;
import dev.crossfire.guardian.InjectionPermit;
import dev.crossfire.model.Plan;
import dev.crossfire.progress.ProgressListener;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.Kinds;
import dev.crossfire.time.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole runs in made-up time: whatever happens when, what was armed is healed and what was not due is not fired. */
@Timeout(30)
class ConductorTest extends MadeUpTime {
    private static final Duration AT = Duration.ofSeconds(10);
    private static final Plan ONE = FakeRun.plan(FakeRun.fault("f", AT));
    private static final Plan TWO = FakeRun.plan(FakeRun.fault("f", AT), FakeRun.fault("g", AT.plusMillis(2500)));

    private final FakeTraffic traffic = new FakeTraffic(time);

    /** When the conducting thread was heard of, and by when it was to be heard of again. */
    private record Tick(Instant at, Instant next) {}

    private final List<Tick> ticks = new ArrayList<>();

    private InjectionPermit injectionPermit = () -> null;
    private ProgressListener progress = ProgressListener.SILENT;

    @Test
    void aRunCompletesAndTheJournalRecordsIt() throws Exception {
        conduct(ONE);
        assertThat(events())
                .containsExactly(
                        "LoadReady",
                        "LoadStarted",
                        "SteadyState",
                        "FaultIntended",
                        "FaultInjected",
                        "FaultEffective",
                        "FaultConfirmed",
                        "LoadEnded",
                        "HealStarted",
                        "HealEnded");
        assertThat(event(JournalEvent.FaultInjected.class).injected())
                .isEqualTo(FakeTime.ZERO.plus(FakeTraffic.T0).plus(AT));
        assertThat(event(JournalEvent.HealEnded.class).proven()).isTrue();
    }

    /** As when it was stopped and resumed between the intent and the moment itself. */
    @Test
    void aFencedConductorInjectsNothingAndHealsAllTheSame() throws Exception {
        injectionPermit =
                () -> time.now().isBefore(FakeTime.ZERO.plus(FakeTraffic.T0).plus(AT)) ? null : "fenced";
        conduct(TWO);
        assertThat(kind.calls).containsExactly("arm f", "arm g", "heal g", "heal f", "close g", "close f");
        assertThat(event(JournalEvent.FaultSkipped.class).why()).contains("was not injected: fenced");
    }

    /** It is not kept waiting for its time, either: the last word comes when the load has ended. */
    @Test
    void aFaultThatIsDueAfterTheLoadHasEndedIsSkippedAtOnceAndReported() throws Exception {
        traffic.endsIn = 6;
        conduct(FakeRun.plan(FakeRun.fault("f", AT), FakeRun.fault("g", Duration.ofHours(2))));
        assertThat(kind.calls).containsExactly("arm f", "arm g", "heal g", "heal f", "close g", "close f");
        assertThat(Journal.read(file))
                .filteredOn(JournalEvent.FaultSkipped.class::isInstance)
                .map(JournalEvent.FaultSkipped.class::cast)
                .allSatisfy(skipped -> {
                    assertThat(skipped.at())
                            .isBefore(FakeTime.ZERO.plus(FakeTraffic.T0).plusSeconds(8));
                })
                .extracting(JournalEvent.FaultSkipped::why)
                .contains("the load had ended 7.00 s after t = 0, before the fault was due");
    }

    @Test
    void faultsAreHealedInReverseOrder() throws Exception {
        conduct(TWO);
        assertThat(kind.calls)
                .containsExactly("arm f", "arm g", "inject f", "inject g", "heal g", "heal f", "close g", "close f");
    }

    @Test
    void aHealThatFailsDoesNotKeepTheNextFromBeingHealed() throws Exception {
        kind.onHeal = fault -> {
            if (fault.equals("g")) {
                throw new FaultException("stuck");
            }
        };
        conduct(TWO);
        assertThat(Journal.read(file))
                .filteredOn(JournalEvent.HealEnded.class::isInstance)
                .extracting(event -> ((JournalEvent.HealEnded) event).proven())
                .as("the one that heals waits for nobody")
                .containsExactly(true, false);
    }

    /** Milliseconds after the beginning: getting ready, warm-up, steady, intent written, broken, after the last fault. */
    @ParameterizedTest
    @CsvSource({"500,false", "3000,false", "9000,false", "14900,false", "15200,true", "21000,true"})
    void stoppedAtAnyMomentItHealsAndInjectsNothingMore(long millis, boolean fired) throws Exception {
        Thread conductor = Thread.currentThread();
        time.at(Duration.ofMillis(millis), conductor::interrupt);
        conduct(ONE);
        assertThat(kind.calls.contains("inject f")).isEqualTo(fired);
        assertThat(kind.calls).endsWith("heal f", "close f");
        assertThat(event(JournalEvent.Aborted.class).why()).isEqualTo("stopped by the user");
        assertThat(event(JournalEvent.HealEnded.class).proven()).isTrue();
        assertThat(traffic.isStopped()).isTrue();
        assertThat(threadsOfFaults()).isEmpty();
    }

    @Test
    void stoppedWhilePreparingItUndoesWhatWasPrepared() throws Exception {
        kind.onArm = fault -> {
            if (fault.equals("g")) {
                Thread.currentThread().interrupt();
                throw new FaultException("interrupted");
            }
        };
        conduct(TWO);
        Thread.interrupted();
        assertThat(kind.calls).containsExactly("arm f", "arm g", "heal g", "heal f", "close f");
    }

    @Test
    void stoppedAgainWhileHealingItStillHealsTheRest() throws Exception {
        Thread conductor = Thread.currentThread();
        kind.onHeal = fault -> {
            if (fault.equals("g")) {
                kind.unhealthy = true;
                conductor.interrupt();
            }
        };
        conduct(TWO);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(kind.calls).endsWith("heal g", "heal f", "close g", "close f");
        assertThat(Journal.read(file))
                .as("each was looked at, and was not well")
                .filteredOn(JournalEvent.HealEnded.class::isInstance)
                .hasSize(2)
                .noneMatch(event -> ((JournalEvent.HealEnded) event).proven());
    }

    @Test
    void withoutAJournalNothingIsFiredAndTheRunEnds() throws Exception {
        time.at(FakeTraffic.T0.plusSeconds(5), this::closeJournal);
        assertThatThrownBy(() -> conduct(ONE)).isInstanceOf(IOException.class);
        assertThat(kind.calls).containsExactly("arm f", "heal f", "close f");
        assertThat(time.now()).isBefore(FakeTime.ZERO.plus(FakeTraffic.T0).plusSeconds(12));
    }

    @Test
    void aJournalLostInTheMiddleOfAFaultDoesNotKeepItFromBeingHealed() {
        time.at(FakeTraffic.T0.plus(AT).plusMillis(200), this::closeJournal);
        assertThatThrownBy(() -> conduct(TWO)).isInstanceOf(IOException.class);
        assertThat(kind.calls).containsExactly("arm f", "arm g", "inject f", "heal g", "heal f", "close g", "close f");
    }

    @Test
    void aDeadGeneratorBreaksTheRunAndNothingMoreIsFired() throws Exception {
        traffic.diesIn = 8;
        conduct(ONE);
        assertThat(event(JournalEvent.Broken.class).why()).isEqualTo("the load generator died");
        assertThat(kind.calls).containsExactly("arm f", "heal f", "close f");
    }

    @Test
    void unhealthyBuyersPreventTheInjection() throws Exception {
        traffic.sickFrom = 8;
        conduct(ONE);
        assertThat(event(JournalEvent.FaultSkipped.class).why()).startsWith("no steady state before it");
        assertThat(events()).endsWith("LoadEnded", "HealStarted", "HealEnded");
    }

    @Test
    void aKindThatWasRemovedSincePlanningBreaksTheRun() throws Exception {
        new Conductor(new RunContext(
                        ONE,
                        List.of(),
                        FakeRun.environment(),
                        new Kinds(List.of(), List.of(), List.of()),
                        journal,
                        time,
                        progress,
                        injectionPermit,
                        this::tick))
                .conduct(traffic);
        assertThat(event(JournalEvent.Broken.class).why()).contains("no fault kind 'fake-fault'");
    }

    @Test
    void asLongAsItConductsItsHeartbeatsComeInTime() throws Exception {
        conduct(TWO);
        assertThat(overdue()).isEmpty();
        Instant zero = FakeTime.ZERO.plus(FakeTraffic.T0);
        assertThat(ticks)
                .filteredOn(tick -> tick.at().isAfter(zero) && tick.at().isBefore(zero.plus(AT)))
                .as("those that are to be followed by another one soon, while faults may be fired")
                .hasSizeGreaterThan(90)
                .allMatch(tick -> !tick.next().isAfter(tick.at().plusSeconds(5)));
    }

    /** Its faults have threads of their own, and those go on. */
    @Test
    void aHangingLoopSendsNoHeartbeatThoughItsThreadsLive() throws Exception {
        Instant hangs = FakeTime.ZERO.plus(FakeTraffic.T0).plusSeconds(12);
        progress = new HangingProgress(11, time, hangs.plusSeconds(7));
        conduct(ONE);
        assertThat(kind.calls).contains("inject f");
        assertThat(overdue()).singleElement().satisfies(tick -> assertThat(tick.at())
                .isBetween(hangs.minusMillis(200), hangs.plusMillis(200)));
    }

    /** A terminal that takes a second of traffic and gives nothing back. */
    private record HangingProgress(int from, TimeSource time, Instant until) implements ProgressListener {
        @Override
        public void phase(String what) {}

        @Override
        public void event(String what) {}

        @Override
        public void second(Frame frame, Duration left) {
            try {
                if (frame.second() == from) {
                    time.sleepUntil(until);
                }
            } catch (InterruptedException asked) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void tick(Duration atMost) {
        ticks.add(new Tick(time.now(), time.now().plus(atMost)));
    }

    /** After which of them it was silent for longer than it had announced. */
    private List<Tick> overdue() {
        return IntStream.range(1, ticks.size())
                .filter(i -> ticks.get(i).at().isAfter(ticks.get(i - 1).next()))
                .mapToObj(i -> ticks.get(i - 1))
                .toList();
    }

    private void conduct(Plan plan) throws IOException {
        new Conductor(new RunContext(
                        plan,
                        List.of(),
                        FakeRun.environment(),
                        FakeRun.kinds(kind),
                        journal,
                        time,
                        progress,
                        injectionPermit,
                        this::tick))
                .conduct(traffic);
    }

    private void closeJournal() {
        try {
            journal.close();
        } catch (IOException stuck) {
            throw new IllegalStateException(stuck);
        }
    }

    private List<String> events() throws IOException {
        return Journal.read(file).stream()
                .map(event -> event.getClass().getSimpleName())
                .toList();
    }

    private <E extends JournalEvent> E event(Class<E> type) throws IOException {
        return Journal.read(file).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> threadsOfFaults() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("fault-") || name.startsWith("look-"))
                .toList();
    }
}
