package dev.crossfire.guardian;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Decides from silence alone whether whoever conducts a run is still well; reads no clock.
 *
 * <p>Only even time may be passed in: over the sleep of a machine nobody is silent. And who was kept from running itself
 * judges nobody by the time that it missed: on a machine that stands still, everyone is silent.
 */
final class LivenessMonitor {
    /** Asked ten times a second; a gap this long is our own. */
    private static final Duration OWN_GAP = Duration.ofSeconds(1);

    private final Duration patience;
    private Duration heard;
    private Duration asked;

    /**
     * A vigil that begins now.
     *
     * @param patience how long silence is borne
     */
    LivenessMonitor(Duration patience, Duration now) {
        this.patience = patience;
        this.heard = now;
        this.asked = now;
    }

    /** A sign of life came. */
    synchronized void heard(Duration now) {
        heard = now;
    }

    /** How long it has been silent, when that is too long; null while it is well. */
    synchronized @Nullable Duration silence(Duration now) {
        if (now.minus(asked).compareTo(OWN_GAP) > 0) {
            heard = now;
        }
        asked = now;
        Duration silent = now.minus(heard);
        return silent.compareTo(patience) > 0 ? silent : null;
    }
}
