package dev.crossfire.model.load;

import dev.crossfire.model.quantity.Rate;
import java.time.Duration;

/**
 * A rise of a cohort's rate: up in {@code ramp}, held, and down again in {@code ramp}.
 *
 * @param at when the rise begins, after t = 0
 * @param to the rate while held
 * @param ramp how long the rise and the fall take each
 * @param hold how long the top rate is held
 */
public record Spike(Duration at, Rate to, Duration ramp, Duration hold) {
    /** When the rate is at its base again, after t = 0. */
    public Duration end() {
        return at.plus(ramp).plus(hold).plus(ramp);
    }
}
