package dev.crossfire.model;

import dev.crossfire.model.quantity.Ratio;
import java.time.Duration;

/**
 * When a run is stopped early: a cohort's errors are more than a share of its answers, for so long without a break.
 *
 * @param cohort the cohort
 * @param over more than this share
 * @param window whole seconds in a row
 */
public record AbortRule(String cohort, Ratio over, Duration window) {}
