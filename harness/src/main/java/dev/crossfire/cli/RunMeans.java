package dev.crossfire.cli;

import dev.crossfire.conductor.WallClock;
import dev.crossfire.spi.Kinds;

/**
 * What every run of this process uses.
 *
 * @param guardianProgram the main class of the guardian
 * @param userClassPath where a user's own simulations lie; may be empty
 */
record RunMeans(StopSignal signal, Kinds kinds, WallClock clock, String guardianProgram, String userClassPath) {}
