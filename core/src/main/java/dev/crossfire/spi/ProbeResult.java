package dev.crossfire.spi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one look at a target saw.
 *
 * @param whole the target serves as it did before the fault
 * @param confirmed the proof that the fault took place is there
 * @param cleared the fault is gone, which alone decides whether it was healed. Before injection: the target is whole, or
 *     whole again after somebody else did the same to it. Once injection was asked for: it has confirmed and nothing of it
 *     is left, or the environment has proven that it will not bite any more, by ending it before it began, or by ending
 *     it and then leaving the target whole throughout the time in which the kind of fault may still take hold. A fault
 *     that has merely not taken hold yet is not cleared.
 * @param seen what was seen, in words
 * @param asOf not before when this was so, by our clock; null when only the time of the look is known
 * @param by when this was so at the latest, by our clock, though the look took longer to be sure; null when only the time
 *     of the look is known
 */
public record ProbeResult(
        boolean whole,
        boolean confirmed,
        boolean cleared,
        String seen,
        @Nullable Instant asOf,
        @Nullable Instant by) {
    /** What was seen at no better known time than that of the look. */
    public ProbeResult(boolean whole, boolean confirmed, boolean cleared, String seen) {
        this(whole, confirmed, cleared, seen, null, null);
    }

    /** What was seen, as of a time that is better known than that of the look. */
    public ProbeResult(boolean whole, boolean confirmed, boolean cleared, String seen, @Nullable Instant asOf) {
        this(whole, confirmed, cleared, seen, asOf, null);
    }
}
