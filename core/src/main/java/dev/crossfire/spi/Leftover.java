package dev.crossfire.spi;

import org.jspecify.annotations.Nullable;

/**
 * Something in an environment that carries the mark of a run.
 *
 * @param run the run's name
 * @param fault the fault's id; null for what belongs to the run as a whole, as its claim on the environment
 * @param id what the environment calls it; enough to clear it from any process
 * @param what a description
 */
public record Leftover(String run, @Nullable String fault, String id, String what) {}
