/** The built-in kinds of objectives, one per file. */
@NullMarked
package dev.crossfire.judge.objective;

import org.jspecify.annotations.NullMarked;
