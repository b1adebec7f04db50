/** Judges drills that repeat one scenario, as a whole. */
@NullMarked
package dev.crossfire.judge.repeat;

import org.jspecify.annotations.NullMarked;
