package dev.crossfire.spi;

import org.jspecify.annotations.Nullable;

/**
 * Something in an environment that carries the mark of a run of ours.
 *
 * @param run the run's name
 * @param fault the fault's id; null for what belongs to the run as a whole, as its hold on the environment
 * @param id what the environment calls it; enough to clear it from any process
 * @param what it is, in words
 */
public record Leftover(String run, @Nullable String fault, String id, String what) {}
