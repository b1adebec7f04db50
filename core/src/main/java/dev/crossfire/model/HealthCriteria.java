package dev.crossfire.model;

import dev.crossfire.model.quantity.Ratio;
import java.time.Duration;

/**
 * When a cohort is healthy: enough correct answers soon enough, for long enough.
 *
 * @param within L: a correct answer later than this, counted from the intended start, is bad
 * @param success θ: the least share of good requests
 * @param stableFor H: how long the cohort must stay healthy to count as recovered
 */
public record HealthCriteria(Duration within, Ratio success, Duration stableFor) {}
