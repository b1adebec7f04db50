/** Compares two sets of runs of one scenario. */
@NullMarked
package dev.crossfire.judge.compare;

import org.jspecify.annotations.NullMarked;
