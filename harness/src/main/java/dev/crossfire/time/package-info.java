/** Time as a parameter: the clock, waiting, and what tests replace by made-up time. */
@NullMarked
package dev.crossfire.time;

import org.jspecify.annotations.NullMarked;
