package dev.crossfire.calibrate.outage;

import java.time.Duration;

/**
 * An interval of an outage in which it is in full effect.
 *
 * @param at when it begins, after t = 0, in whole milliseconds
 * @param length above zero, in whole milliseconds
 */
public record OutageInterval(Duration at, Duration length) {
    public OutageInterval {
        if (at.isNegative() || length.isNegative() || length.isZero()) {
            throw new IllegalArgumentException("a bout begins after t = 0 and lasts, not " + at + " for " + length);
        }
    }

    /** The first moment after it. */
    Duration end() {
        return at.plus(length);
    }
}
