package dev.crossfire.calibrate.outage;

import java.time.Duration;

/**
 * A stretch of an outage in which it is there in full.
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
