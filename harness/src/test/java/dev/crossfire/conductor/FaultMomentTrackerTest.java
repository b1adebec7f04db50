package dev.crossfire.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.conductor.FaultMomentTracker.TimedProbe;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.spi.ProbeResult;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultMomentTrackerTest {
    private static final Instant ZERO = Instant.parse("2026-11-20T08:00:00Z");
    private static final ProbeResult WHOLE = new ProbeResult(true, false, false, "writer a, redundant");
    private static final ProbeResult DOWN = new ProbeResult(false, false, false, "no answer");
    private static final ProbeResult MOVED = new ProbeResult(false, true, false, "writer b, alone");
    private static final ProbeResult PAIR = new ProbeResult(true, true, true, "writer b, redundant");

    private final FaultMomentTracker tracker = new FaultMomentTracker("writer-lost");

    @Test
    void theEffectIsBracketedByTheLastIntactProbeAndTheFirstOther() {
        probe(0, 2, WHOLE);
        tracker.injected(at(5));
        probe(10, 12, WHOLE);
        probe(20, 22, WHOLE);
        assertThat(probe(30, 45, DOWN))
                .containsExactly(new JournalEvent.FaultEffective(at(45), "writer-lost", at(20), at(45), "no answer"));
        assertThat(probe(50, 52, DOWN)).isEmpty();
    }

    @Test
    void aSlowProbeCountsFromWhenItsAnswerWasMade() {
        tracker.injected(at(5));
        probe(10, 60, new ProbeResult(true, false, false, "writer a, redundant", at(55)));
        assertThat(probe(70, 75, DOWN))
                .containsExactly(new JournalEvent.FaultEffective(at(75), "writer-lost", at(55), at(75), "no answer"));
    }

    @Test
    void aProbeThatWaitedInVainCountsFromWhenItsAnswerWasDue() {
        tracker.injected(at(5));
        probe(10, 12, WHOLE);
        assertThat(probe(20, 620, new ProbeResult(false, true, false, "does not answer", null, at(50))))
                .contains(new JournalEvent.FaultEffective(at(620), "writer-lost", at(10), at(50), "does not answer"));
    }

    @Test
    void whatWasOverdueBeforeTheCommandIsNoMeasureOfTheFault() {
        probe(0, 2, WHOLE);
        tracker.injected(at(100));
        assertThat(probe(60, 660, new ProbeResult(false, false, false, "does not answer", null, at(90))))
                .containsExactly(
                        new JournalEvent.FaultEffective(at(660), "writer-lost", at(100), at(660), "does not answer"));
    }

    @Test
    void aProbeThatBeganBeforeTheInjectionDoesNotReachBehindIt() {
        probe(0, 2, WHOLE);
        tracker.injected(at(5));
        assertThat(probe(6, 9, DOWN))
                .containsExactly(new JournalEvent.FaultEffective(at(9), "writer-lost", at(5), at(9), "no answer"));
    }

    @Test
    void eachMomentComesOnceAndInOrder() {
        probe(0, 2, WHOLE);
        tracker.injected(at(5));
        probe(10, 12, DOWN);
        assertThat(probe(20, 22, MOVED))
                .containsExactly(new JournalEvent.FaultConfirmed(at(22), "writer-lost", at(22), "writer b, alone"));
        assertThat(probe(30, 32, MOVED)).isEmpty();
        assertThat(tracker.isCleared()).isFalse();
        assertThat(probe(40, 42, PAIR))
                .containsExactly(new JournalEvent.FaultCleared(at(42), "writer-lost", at(42), "writer b, redundant"));
        assertThat(tracker.isConfirmed()).isTrue();
        assertThat(tracker.isCleared()).isTrue();
    }

    @Test
    void aFailoverTooQuickToBeSeenDownStillTakesEffectWhereTheProofIs() {
        probe(0, 2, WHOLE);
        tracker.injected(at(5));
        assertThat(probe(10, 12, PAIR)).hasSize(3);
    }

    @Test
    void errorsBeforeTheInjectionAreNotTheFaultsEffect() {
        assertThat(probe(0, 2, DOWN)).isEmpty();
        assertThat(probe(3, 4, MOVED)).isEmpty();
        tracker.injected(at(10));
        assertThat(tracker.isConfirmed()).isFalse();
    }

    private List<JournalEvent> probe(int began, int ended, ProbeResult probeResult) {
        return tracker.observe(new TimedProbe(at(began), at(ended), probeResult));
    }

    private static Instant at(int millis) {
        return ZERO.plusMillis(millis);
    }
}
