package dev.crossfire.guardian;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Decides from silence alone whether the conductor is still alive; reads no clock.
 *
 * <p>Only monotonic time may be passed in: nothing is silent over the sleep of a machine. A monitor that was itself
 * kept from running does not count the time that it missed: on a machine that stands still, everything is silent.
 */
final class LivenessMonitor {
    /** Called ten times a second; a gap this long is the monitor's own. */
    private static final Duration OWN_GAP = Duration.ofSeconds(1);

    private final Duration patience;
    private Duration lastHeartbeat;
    private Duration asked;

    /**
     * A vigil that begins now.
     *
     * @param patience how long silence is borne
     */
    LivenessMonitor(Duration patience, Duration now) {
        this.patience = patience;
        this.lastHeartbeat = now;
        this.asked = now;
    }

    /** A sign of life came. */
    synchronized void onHeartbeat(Duration now) {
        lastHeartbeat = now;
    }

    /** How long it has been silent, when that is too long; null while it is alive. */
    synchronized @Nullable Duration silence(Duration now) {
        if (now.minus(asked).compareTo(OWN_GAP) > 0) {
            lastHeartbeat = now;
        }
        asked = now;
        Duration silent = now.minus(lastHeartbeat);
        return silent.compareTo(patience) > 0 ? silent : null;
    }
}
