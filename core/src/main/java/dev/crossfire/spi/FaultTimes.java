package dev.crossfire.spi;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The moments of a fault that took effect, after t = 0.
 *
 * @param injected when injection was requested
 * @param effectLow the earliest moment at which it may have taken effect
 * @param effectHigh the latest such moment
 * @param cleared when it was verified to be cleared; null when it was not
 */
public record FaultTimes(
        Duration injected,
        Duration effectLow,
        Duration effectHigh,
        @Nullable Duration cleared) {}
