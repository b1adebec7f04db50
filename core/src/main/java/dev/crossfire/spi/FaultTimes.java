package dev.crossfire.spi;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a fault that took effect did what, after t = 0.
 *
 * @param asked when it was asked for
 * @param effectLow the earliest moment at which it may have taken effect
 * @param effectHigh the latest such moment
 * @param cleared when it was seen to be gone; null when it was not
 */
public record FaultTimes(
        Duration asked,
        Duration effectLow,
        Duration effectHigh,
        @Nullable Duration cleared) {}
