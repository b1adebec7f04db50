/** The positions of values in a file, the problems found there, and the text of their messages. */
@NullMarked
package dev.crossfire.scenarios.problems;

import org.jspecify.annotations.NullMarked;
