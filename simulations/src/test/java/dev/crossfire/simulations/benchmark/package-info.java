/** Tests of the benchmark's arithmetic. */
@NullMarked
package dev.crossfire.simulations.benchmark;

import org.jspecify.annotations.NullMarked;
