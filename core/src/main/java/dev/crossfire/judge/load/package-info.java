/** Compares the load that was sent with the load that was planned. */
@NullMarked
package dev.crossfire.judge.load;

import org.jspecify.annotations.NullMarked;
