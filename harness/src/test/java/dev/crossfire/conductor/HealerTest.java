package dev.crossfire.conductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.error.RunErrorException;
import dev.crossfire.evidence.Journal;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.fake.FakeRun;
import dev.crossfire.fake.FakeTime;
import dev.crossfire.spi.FaultException;
import dev.crossfire.testkit.FakeEnvironment;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Healing, in simulated time: bounded, proven or reported as unproven, whatever else fails. */
@Timeout(20)
class HealerTest extends MadeUpTime {
    @Test
    void itIsHealedSeenToBeClearedAndClosed() throws Exception {
        heal(arm());
        assertThat(kind.calls).containsExactly("arm f", "heal f", "close f");
        assertThat(Journal.read(file))
                .containsExactly(
                        new JournalEvent.HealStarted(FakeTime.ZERO, "f"),
                        new JournalEvent.HealEnded(FakeTime.ZERO, "f", true, "healthy"));
    }

    @Test
    void aFaultThatStaysIsUnprovenAfterHalfAMinute() throws Exception {
        kind.unhealthy = true;
        heal(arm());
        assertThat(ended().proven()).isFalse();
        assertThat(ended().at()).isEqualTo(FakeTime.ZERO.plusSeconds(30));
        assertThat(kind.calls).endsWith("close f");
    }

    @Test
    void aFaultThatClearsLateIsProvenWhenItDoes() throws Exception {
        kind.unhealthy = true;
        time.at(Duration.ofSeconds(12), () -> kind.unhealthy = false);
        heal(arm());
        assertThat(ended()).isEqualTo(new JournalEvent.HealEnded(FakeTime.ZERO.plusSeconds(12), "f", true, "healthy"));
    }

    @Test
    void aRefusedHealIsUnprovenAndReportsWhy() throws Exception {
        kind.onHeal = fault -> {
            throw new FaultException("the endpoint is gone");
        };
        heal(arm());
        assertThat(ended().proven()).isFalse();
        assertThat(ended().seen()).isEqualTo("the endpoint is gone");
        assertThat(ended().at()).isEqualTo(FakeTime.ZERO.plusSeconds(10));
        assertThat(kind.calls).endsWith("close f");
    }

    @Test
    void aHealThatIsRefusedAtFirstIsRequestedAgain() throws Exception {
        kind.onHeal = fault -> {
            throw new FaultException("the network is down");
        };
        time.at(Duration.ofMillis(2500), () -> kind.onHeal = fault -> {});
        heal(arm());
        assertThat(ended()).isEqualTo(new JournalEvent.HealEnded(FakeTime.ZERO.plusSeconds(3), "f", true, "healthy"));
    }

    /** Its next request was due at a moment that the wall clock would have shown again only an hour later. */
    @Test
    void aWallClockThatIsSetBackDelaysNothing() throws Exception {
        kind.onHeal = fault -> {
            throw new FaultException("the network is down");
        };
        time.at(Duration.ofMillis(500), () -> time.set(Duration.ofHours(-1)));
        time.at(Duration.ofMillis(2500), () -> kind.onHeal = fault -> {});
        heal(arm());
        assertThat(ended().proven()).isTrue();
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void aWallClockThatIsSetForthEndsHealingNoEarlier() throws Exception {
        kind.unhealthy = true;
        time.at(Duration.ofMillis(500), () -> time.set(Duration.ofHours(1)));
        time.at(Duration.ofSeconds(12), () -> kind.unhealthy = false);
        heal(arm());
        assertThat(ended().proven()).isTrue();
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(12));
    }

    @Test
    void anErrorInAProbeIsUnproven() throws Exception {
        kind.onProbe = () -> {
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
        assertThat(kind.calls).containsExactly("arm f", "heal f", "close f");
    }

    @Test
    void aStopDuringHealingWaitsForTheProof() throws Exception {
        kind.unhealthy = true;
        Thread healer = Thread.currentThread();
        time.at(Duration.ofSeconds(3), healer::interrupt);
        time.at(Duration.ofSeconds(8), () -> kind.unhealthy = false);
        heal(arm());
        assertThat(Thread.interrupted()).as("whoever is above learns of it").isTrue();
        assertThat(ended()).isEqualTo(new JournalEvent.HealEnded(FakeTime.ZERO.plusSeconds(8), "f", true, "healthy"));
    }

    @Test
    void aSecondStopEndsTheWaitingAndClaimsNothing() throws Exception {
        kind.unhealthy = true;
        Thread healer = Thread.currentThread();
        time.at(Duration.ofSeconds(2), healer::interrupt);
        time.at(Duration.ofSeconds(3), healer::interrupt);
        heal(arm());
        assertThat(Thread.interrupted()).isTrue();
        assertThat(ended().proven()).isFalse();
        assertThat(ended().at()).isBefore(FakeTime.ZERO.plusSeconds(4));
    }

    @Test
    void healingThatAnInterruptCutShortIsRequestedAgain() throws Exception {
        kind.onHeal = fault -> {
            if (kind.calls.stream().filter("heal f"::equals).count() == 1) {
                Thread.currentThread().interrupt();
                throw new FaultException("Thread was interrupted");
            }
        };
        heal(arm());
        assertThat(Thread.interrupted()).isTrue();
        assertThat(kind.calls).containsExactly("arm f", "heal f", "heal f", "close f");
        assertThat(ended().proven()).isTrue();
    }

    @Test
    void aRebuildIsReportedOnceWhileTheProofIsAwaited() throws Exception {
        kind.unhealthy = true;
        kind.rebuilding = "the standby of thing";
        time.at(Duration.ofSeconds(4), () -> kind.unhealthy = false);
        heal(arm());
        assertThat(Journal.read(file))
                .containsExactly(
                        new JournalEvent.HealStarted(FakeTime.ZERO, "f"),
                        new JournalEvent.Rebuilding(FakeTime.ZERO.plusSeconds(1), "f", "the standby of thing"),
                        new JournalEvent.HealEnded(FakeTime.ZERO.plusSeconds(4), "f", true, "healthy"));
    }

    @Test
    void aRebuildIsReportedEvenForAFaultThatClearsAtOnce() throws Exception {
        kind.rebuilding = "the standby of thing";
        heal(arm());
        assertThat(Journal.read(file))
                .contains(new JournalEvent.Rebuilding(FakeTime.ZERO, "f", "the standby of thing"));
        assertThat(ended().proven()).isTrue();
    }

    private ArmedFault<?> arm() throws RunErrorException {
        return ArmedFault.arm(
                kind, FakeRun.fault("f", Duration.ofSeconds(10)), "run-1", new FakeEnvironment(), () -> null);
    }

    private void heal(ArmedFault<?> armed) throws IOException {
        Healer healer = new Healer(FakeRun.context(FakeRun.plan(), kind, journal, time), false);
        healer.requestHealing(List.of(armed));
        healer.verifyCleared();
    }

    private JournalEvent.HealEnded ended() throws IOException {
        return Journal.read(file).stream()
                .filter(JournalEvent.HealEnded.class::isInstance)
                .map(JournalEvent.HealEnded.class::cast)
                .reduce((first, second) -> second)
                .orElseThrow();
    }
}
