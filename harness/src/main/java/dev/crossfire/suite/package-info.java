/** Runs several scenarios one after the other, and sums up what failed where. */
@NullMarked
package dev.crossfire.suite;

import org.jspecify.annotations.NullMarked;
