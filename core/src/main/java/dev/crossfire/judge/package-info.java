/** Judges evidence by objectives: pure, streaming, the same answer every time. */
@NullMarked
package dev.crossfire.judge;

import org.jspecify.annotations.NullMarked;
