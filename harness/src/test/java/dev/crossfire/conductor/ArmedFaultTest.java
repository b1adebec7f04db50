package dev.crossfire.conductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.evidence.Journal;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.fake.FakeBreak;
import dev.crossfire.fake.FakeEnvironment;
import dev.crossfire.fake.FakeRun;
import dev.crossfire.fake.FakeTime;
import dev.crossfire.spi.FaultException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Healing, in made-up time: bounded, proven or said to be unproven, whatever else fails. */
@Timeout(20)
class ArmedFaultTest {
    private final FakeTime time = new FakeTime();
    private final FakeBreak kind = new FakeBreak(time);

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
    void itIsHealedSeenToBeGoneAndLetGo() throws Exception {
        heal(arm());
        assertThat(kind.asked).containsExactly("arm f", "heal f", "close f");
        assertThat(Journal.read(file))
                .containsExactly(
                        new JournalEvent.HealStarted(FakeTime.ZERO, "f"),
                        new JournalEvent.HealEnded(FakeTime.ZERO, "f", true, "well"));
    }

    @Test
    void aFaultThatStaysIsUnprovenAfterHalfAMinute() throws Exception {
        kind.sick = true;
        heal(arm());
        assertThat(ended().proven()).isFalse();
        assertThat(ended().at()).isEqualTo(FakeTime.ZERO.plusSeconds(30));
        assertThat(kind.asked).endsWith("close f");
    }

    @Test
    void aFaultThatGoesLateIsProvenWhenItGoes() throws Exception {
        kind.sick = true;
        time.at(Duration.ofSeconds(12), () -> kind.sick = false);
        heal(arm());
        assertThat(ended()).isEqualTo(new JournalEvent.HealEnded(FakeTime.ZERO.plusSeconds(12), "f", true, "well"));
    }

    @Test
    void aRefusedHealIsUnprovenAndSaysWhy() throws Exception {
        kind.onHeal = fault -> {
            throw new FaultException("the endpoint is gone");
        };
        heal(arm());
        assertThat(ended().proven()).isFalse();
        assertThat(ended().seen()).isEqualTo("the endpoint is gone");
        assertThat(kind.asked).endsWith("close f");
    }

    @Test
    void aMistakeWhileLookingIsUnproven() throws Exception {
        kind.onLook = () -> {
            throw new IllegalStateException("no such thing");
        };
        heal(arm());
        assertThat(ended().proven()).isFalse();
        assertThat(ended().seen()).isEqualTo("no such thing");
    }

    @Test
    void itIsHealedEvenIfThatCannotBeWrittenDown() throws Exception {
        ArmedFault<?> armed = arm();
        journal.close();
        assertThatThrownBy(() -> heal(armed)).isInstanceOf(IOException.class);
        assertThat(kind.asked).containsExactly("arm f", "heal f", "close f");
    }

    @Test
    void aSecondInterruptEndsTheWaitingAndClaimsNothing() throws Exception {
        kind.sick = true;
        Thread healer = Thread.currentThread();
        time.at(Duration.ofSeconds(3), healer::interrupt);
        heal(arm());
        assertThat(Thread.interrupted()).as("whoever is above learns of it").isTrue();
        assertThat(ended().proven()).isFalse();
        assertThat(ended().at()).isBefore(FakeTime.ZERO.plusSeconds(4));
    }

    @Test
    void halfAnArmingIsTakenBack() {
        kind.onArm = fault -> {
            throw new FaultException("no such cluster");
        };
        assertThatThrownBy(this::arm)
                .isInstanceOf(BrokenException.class)
                .hasMessage("f could not be made ready: no such cluster");
        assertThat(kind.asked).containsExactly("arm f", "heal f");
    }

    @Test
    void takingBackGoesOnWhereArmingWasInterrupted() {
        List<Boolean> interruptedWhileHealing = new ArrayList<>();
        kind.onArm = fault -> {
            Thread.currentThread().interrupt();
            throw new FaultException("interrupted");
        };
        kind.onHeal =
                fault -> interruptedWhileHealing.add(Thread.currentThread().isInterrupted());
        assertThatThrownBy(this::arm).isInstanceOf(BrokenException.class);
        assertThat(interruptedWhileHealing)
                .as("a call over the wire would fail")
                .containsExactly(false);
        assertThat(Thread.interrupted()).isTrue();
    }

    private ArmedFault<?> arm() throws BrokenException {
        return ArmedFault.arm(
                kind, FakeRun.fault("f", Duration.ofSeconds(10)), "run-1", new FakeEnvironment(), () -> null);
    }

    private void heal(ArmedFault<?> armed) throws IOException {
        armed.heal(FakeRun.environment(), journal, time, Progress.SILENT);
    }

    private JournalEvent.HealEnded ended() throws IOException {
        return Journal.read(file).stream()
                .filter(JournalEvent.HealEnded.class::isInstance)
                .map(JournalEvent.HealEnded.class::cast)
                .reduce((first, second) -> second)
                .orElseThrow();
    }
}
