/** Measures what recording costs. */
@NullMarked
package dev.crossfire.simulations.benchmark;

import org.jspecify.annotations.NullMarked;
