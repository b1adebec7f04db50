/** Where values stand in a file, what is wrong with them, and how messages say so. */
@NullMarked
package dev.crossfire.scenarios.problems;

import org.jspecify.annotations.NullMarked;
