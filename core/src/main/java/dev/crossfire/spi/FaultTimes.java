package dev.crossfire.spi;

import org.jspecify.annotations.Nullable;

/**
 * When a fault did what, in seconds after t = 0.
 *
 * @param effectiveLow the earliest moment at which it may have taken effect
 * @param effectiveHigh the latest
 * @param cleared when it was seen to be gone; null when it was not
 */
public record FaultTimes(
        String fault,
        double effectiveLow,
        double effectiveHigh,
        @Nullable Double cleared) {}
