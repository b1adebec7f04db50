package dev.crossfire.conductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.evidence.Journal;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.fake.FakeBreak;
import dev.crossfire.fake.FakeRun;
import dev.crossfire.fake.FakeTime;
import dev.crossfire.fake.FakeTraffic;
import dev.crossfire.model.Plan;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole runs in made-up time: whatever happens when, what was armed is healed and what was not due is not fired. */
@Timeout(30)
class ConductorTest {
    private static final Duration AT = Duration.ofSeconds(10);
    private static final Plan ONE = FakeRun.plan(FakeRun.fault("f", AT));
    private static final Plan TWO = FakeRun.plan(FakeRun.fault("f", AT), FakeRun.fault("g", AT.plusMillis(2500)));

    private final FakeTime time = new FakeTime();
    private final FakeBreak kind = new FakeBreak(time);
    private final FakeTraffic traffic = new FakeTraffic(time);

    private Permit permit = () -> null;

    @TempDir
    Path directory;

    private Path file;
    private Journal journal;

    @BeforeEach
    void openJournal() throws IOException {
        file = directory.resolve("journal.jsonl");
        journal = new Journal(file);
    }

    @AfterEach
    void close() throws IOException {
        time.close();
        journal.close();
    }

    @Test
    void aRunGoesItsWayAndTheJournalTellsIt() throws Exception {
        conduct(ONE);
        assertThat(events())
                .containsExactly(
                        "LoadStarted",
                        "SteadyState",
                        "FaultIntended",
                        "FaultCommanded",
                        "FaultEffective",
                        "FaultBitten",
                        "LoadEnded",
                        "HealStarted",
                        "HealEnded");
        assertThat(event(JournalEvent.FaultCommanded.class).commanded())
                .isEqualTo(FakeTime.ZERO.plus(FakeTraffic.T0).plus(AT));
        assertThat(event(JournalEvent.HealEnded.class).proven()).isTrue();
    }

    /** As when it was stopped and woken up between the intent and the moment itself. */
    @Test
    void whoeverIsFencedInjectsNothingAndHealsAllTheSame() throws Exception {
        permit = () -> time.now().isBefore(FakeTime.ZERO.plus(FakeTraffic.T0).plus(AT)) ? null : "fenced";
        conduct(TWO);
        assertThat(kind.asked).containsExactly("arm f", "arm g", "heal g", "heal f", "close g", "close f");
        assertThat(event(JournalEvent.FaultFailed.class).why()).contains("was not injected: fenced");
    }

    @Test
    void faultsAreHealedInReverseOrder() throws Exception {
        conduct(TWO);
        assertThat(kind.asked)
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
                .containsExactly(false, true);
    }

    /** Milliseconds after the beginning: getting ready, warm-up, steady, intent written, broken, after the last fault. */
    @ParameterizedTest
    @CsvSource({"500,false", "3000,false", "9000,false", "14900,false", "15200,true", "21000,true"})
    void stoppedAtAnyMomentItHealsAndFiresNothingMore(long millis, boolean fired) throws Exception {
        Thread conductor = Thread.currentThread();
        time.at(Duration.ofMillis(millis), conductor::interrupt);
        conduct(ONE);
        assertThat(kind.asked.contains("inject f")).isEqualTo(fired);
        assertThat(kind.asked).endsWith("heal f", "close f");
        assertThat(event(JournalEvent.Aborted.class).why()).isEqualTo("stopped by the user");
        assertThat(event(JournalEvent.HealEnded.class).proven()).isTrue();
        assertThat(traffic.isStopped()).isTrue();
        assertThat(threadsOfFaults()).isEmpty();
    }

    @Test
    void stoppedWhileArmingItTakesBackWhatWasArmed() throws Exception {
        kind.onArm = fault -> {
            if (fault.equals("g")) {
                Thread.currentThread().interrupt();
                throw new FaultException("interrupted");
            }
        };
        conduct(TWO);
        Thread.interrupted();
        assertThat(kind.asked).containsExactly("arm f", "arm g", "heal g", "heal f", "close f");
    }

    @Test
    void stoppedAgainWhileHealingItStillHealsTheRest() throws Exception {
        Thread conductor = Thread.currentThread();
        kind.onHeal = fault -> {
            if (fault.equals("g")) {
                kind.sick = true;
                conductor.interrupt();
            }
        };
        conduct(TWO);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(kind.asked).endsWith("heal g", "heal f", "close g", "close f");
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
        assertThat(kind.asked).containsExactly("arm f", "heal f", "close f");
        assertThat(time.now()).isBefore(FakeTime.ZERO.plus(FakeTraffic.T0).plusSeconds(12));
    }

    @Test
    void aJournalLostInTheMiddleOfAFaultDoesNotKeepItFromBeingHealed() {
        time.at(FakeTraffic.T0.plus(AT).plusMillis(200), this::closeJournal);
        assertThatThrownBy(() -> conduct(TWO)).isInstanceOf(IOException.class);
        assertThat(kind.asked).containsExactly("arm f", "arm g", "inject f", "heal g", "heal f", "close g", "close f");
    }

    @Test
    void aDeadGeneratorBreaksTheRunAndNothingMoreIsFired() throws Exception {
        traffic.diesIn = 8;
        conduct(ONE);
        assertThat(event(JournalEvent.Broken.class).why()).isEqualTo("the load generator died");
        assertThat(kind.asked).containsExactly("arm f", "heal f", "close f");
    }

    @Test
    void unwellBuyersKeepTheFaultFromBeingFired() throws Exception {
        traffic.sickFrom = 8;
        conduct(ONE);
        assertThat(event(JournalEvent.FaultSkipped.class).why()).startsWith("no steady state before it");
        assertThat(events()).endsWith("LoadEnded", "HealStarted", "HealEnded");
    }

    @Test
    void aKindThatIsGoneSincePlanningBreaksTheRun() throws Exception {
        new Conductor(
                        ONE,
                        List.of(),
                        FakeRun.environment(),
                        new Kinds(List.of(), List.of(), List.of()),
                        journal,
                        time,
                        Progress.SILENT,
                        permit)
                .conduct(traffic);
        assertThat(event(JournalEvent.Broken.class).why()).contains("no fault kind 'fake-break'");
    }

    private void conduct(Plan plan) throws IOException {
        new Conductor(
                        plan,
                        List.of(),
                        FakeRun.environment(),
                        FakeRun.kinds(kind),
                        journal,
                        time,
                        Progress.SILENT,
                        permit)
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
