/** Finds the unhealthy intervals of a cohort and attributes them to faults. */
@NullMarked
package dev.crossfire.judge.impact;

import org.jspecify.annotations.NullMarked;
