/** The verdict of a run or of several drills: its outcome with every figure. */
@NullMarked
package dev.crossfire.model.verdict;

import org.jspecify.annotations.NullMarked;
