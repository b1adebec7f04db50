/** The progress of a run, shown on standard error while it lasts. */
@NullMarked
package dev.crossfire.progress;

import org.jspecify.annotations.NullMarked;
