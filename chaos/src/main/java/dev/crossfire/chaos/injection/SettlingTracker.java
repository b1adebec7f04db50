package dev.crossfire.chaos.injection;

import dev.crossfire.chaos.injection.StartCommand.CommandResult;
import dev.crossfire.spi.ProbeResult;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the effect of one command is cleared; reads no clock.
 *
 * <p>An intact target proves nothing while a fault that was injected may still take hold.
 */
public final class SettlingTracker {
    private final Duration settling;
    private boolean injected;
    private @Nullable CommandResult end;
    private @Nullable Instant quietSince;

    /**
     * Tracks a fault that may still come.
     *
     * @param settling how long after the command's end it may still take hold
     */
    public SettlingTracker(Duration settling) {
        this.settling = settling;
    }

    /** The environment is about to be requested to inject the fault. */
    public synchronized void injected() {
        injected = true;
    }

    /** The environment has reported that the command does nothing any more. */
    public synchronized void ended(CommandResult how) {
        end = how;
    }

    /** Whether the fault has been injected. */
    public synchronized boolean wasInjected() {
        return injected;
    }

    /** Whether the command does nothing any more, if it ever did. */
    public synchronized boolean hasEnded() {
        return end != null;
    }

    /** Whether nothing of the fault is left or will come; to be called with every probe result, in their order. */
    public synchronized boolean isGone(ProbeResult seen, Instant now) {
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
