package dev.crossfire.spi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The result of one probe of a target.
 *
 * @param intact the target serves as it did before the fault
 * @param confirmed the proof that the fault took place is there
 * @param cleared the fault is cleared, which alone decides whether it was healed. Before injection: the target is
 *     intact, or intact again after the same was done to it by other means. Once injection was requested: the fault was
 *     confirmed and nothing of it is left, or the environment has proven that it will take no more effect, by ending it
 *     before it began, or by ending it and then leaving the target intact throughout the time in which the kind of
 *     fault may still take hold. A fault that has merely not taken hold yet is not cleared.
 * @param detail what the probe found, as text
 * @param asOf not before when this was so, by Crossfire's clock; null when only the time of the probe is known
 * @param by when this was so at the latest, by Crossfire's clock, though the probe took longer to be sure; null when
 *     only the time of the probe is known
 * @param since before when the target was certainly intact, by Crossfire's clock, if it is not any more: just before
 *     the environment was requested to break it; null when only probes know
 */
public record ProbeResult(
        boolean intact,
        boolean confirmed,
        boolean cleared,
        String detail,
        @Nullable Instant asOf,
        @Nullable Instant by,
        @Nullable Instant since) {
    /** A result with two times of its own, of a target that only probes know of. */
    public ProbeResult(
            boolean intact,
            boolean confirmed,
            boolean cleared,
            String detail,
            @Nullable Instant asOf,
            @Nullable Instant by) {
        this(intact, confirmed, cleared, detail, asOf, by, null);
    }

    /** A result at no better known time than that of the probe. */
    public ProbeResult(boolean intact, boolean confirmed, boolean cleared, String detail) {
        this(intact, confirmed, cleared, detail, null, null);
    }

    /** A result as of a time that is better known than that of the probe. */
    public ProbeResult(boolean intact, boolean confirmed, boolean cleared, String detail, @Nullable Instant asOf) {
        this(intact, confirmed, cleared, detail, asOf, null);
    }
}
