/** The kinds of objectives that the judge knows by itself, one a file. */
@NullMarked
package dev.crossfire.judge.objective;

import org.jspecify.annotations.NullMarked;
