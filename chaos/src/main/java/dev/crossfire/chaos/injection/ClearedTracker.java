package dev.crossfire.chaos.injection;

import dev.crossfire.chaos.injection.PreparedInjection.InjectionResult;
import dev.crossfire.spi.ProbeResult;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the effect of one injection is cleared; reads no clock.
 *
 * <p>An intact target proves nothing while a fault that was injected may still take effect.
 */
public final class ClearedTracker {
    private final Duration settling;
    private boolean injected;
    private @Nullable InjectionResult end;
    private @Nullable Instant quietSince;

    /**
     * Tracks a fault that may still take effect.
     *
     * @param settling how long after the command's end it may still take effect
     */
    public ClearedTracker(Duration settling) {
        this.settling = settling;
    }

    /** The environment is about to be requested to inject the fault. */
    public synchronized void injected() {
        injected = true;
    }

    /** The environment has reported that the injection does nothing any more. */
    public synchronized void ended(InjectionResult how) {
        end = how;
    }

    /** Whether the fault has been injected. */
    public synchronized boolean wasInjected() {
        return injected;
    }

    /** Whether the injection does nothing any more, if it ever did. */
    public synchronized boolean hasEnded() {
        return end != null;
    }

    /** Whether nothing of the fault is left or will come; to be called with every probe result, in their order. */
    public synchronized boolean isCleared(ProbeResult seen, Instant now) {
        if (seen.confirmed()) {
            return seen.cleared();
        }
        if (!injected || (end != null && !end.begun())) {
            return seen.intact();
        }
        if (end == null || !seen.intact() || !seen.cleared()) {
            quietSince = null;
            return false;
        }
        if (quietSince == null) {
            quietSince = now;
        }
        return !now.isBefore(quietSince.plus(settling));
    }
}
