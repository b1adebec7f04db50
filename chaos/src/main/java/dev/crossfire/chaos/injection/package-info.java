/** Prepared injections of faults, and what tracks whether their effect is cleared. */
@NullMarked
package dev.crossfire.chaos.injection;

import org.jspecify.annotations.NullMarked;
