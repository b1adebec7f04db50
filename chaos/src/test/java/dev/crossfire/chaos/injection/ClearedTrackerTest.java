package dev.crossfire.chaos.injection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.chaos.injection.PreparedInjection.InjectionResult;
import dev.crossfire.spi.ProbeResult;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClearedTrackerTest {
    private static final Duration SETTLING = Duration.ofMinutes(2);
    private static final Instant START = Instant.parse("2025-06-01T10:00:00Z");
    private static final ProbeResult WHOLE = new ProbeResult(true, false, true, "writer a, redundant");
    private static final ProbeResult ALONE = new ProbeResult(true, false, false, "writer a, alone");
    private static final ProbeResult DOWN = new ProbeResult(false, false, false, "no answer");
    private static final ProbeResult MOVED = new ProbeResult(false, true, false, "writer b, alone");
    private static final ProbeResult PAIR = new ProbeResult(false, true, true, "writer b, redundant");

    private final ClearedTracker tracker = new ClearedTracker(SETTLING);

    @Test
    void aFaultThatWasNotInjectedIsClearedWhileTheTargetIsIntact() {
        assertThat(isGone(WHOLE, 0)).isTrue();
        assertThat(isGone(ALONE, 0)).isTrue();
        assertThat(isGone(DOWN, 0)).isFalse();
    }

    @Test
    void aFailoverByOthersIsClearedOnceThePairIsRedundant() {
        assertThat(isGone(MOVED, 0)).isFalse();
        assertThat(isGone(PAIR, 0)).isTrue();
    }

    @Test
    void aFaultThatHasNotTakenHoldYetIsNotClearedHoweverLongItTakes() {
        tracker.injected();
        assertThat(isGone(WHOLE, 0)).isFalse();
        assertThat(isGone(WHOLE, 86_400)).isFalse();
        assertThat(isGone(DOWN, 86_401)).isFalse();
        assertThat(isGone(MOVED, 86_402)).isFalse();
        assertThat(isGone(PAIR, 86_403)).isTrue();
    }

    @Test
    void aFaultThatEndedBeforeItBeganIsClearedWhenTheTargetIsIntact() {
        tracker.injected();
        tracker.ended(new InjectionResult(false, "stopped"));
        assertThat(isGone(DOWN, 0)).isFalse();
        assertThat(isGone(WHOLE, 1)).isTrue();
    }

    @Test
    void aFaultThatEndedAfterItBeganIsClearedWhenTheTargetStaysIntactForTheSettlingTime() {
        tracker.injected();
        assertThat(isGone(WHOLE, 0)).isFalse();
        tracker.ended(new InjectionResult(true, null));
        assertThat(isGone(WHOLE, 100)).isFalse();
        assertThat(isGone(WHOLE, 219)).isFalse();
        assertThat(isGone(WHOLE, 220)).isTrue();
    }

    @Test
    void aTargetThatWasNotIntactInOneProbeSettlesAgain() {
        tracker.injected();
        tracker.ended(new InjectionResult(true, null));
        assertThat(isGone(WHOLE, 0)).isFalse();
        assertThat(isGone(DOWN, 60)).isFalse();
        assertThat(isGone(WHOLE, 61)).isFalse();
        assertThat(isGone(ALONE, 70)).isFalse();
        assertThat(isGone(WHOLE, 71)).isFalse();
        assertThat(isGone(WHOLE, 190)).isFalse();
        assertThat(isGone(WHOLE, 191)).isTrue();
    }

    private boolean isGone(ProbeResult seen, long second) {
        return tracker.isCleared(seen, START.plusSeconds(second));
    }
}
