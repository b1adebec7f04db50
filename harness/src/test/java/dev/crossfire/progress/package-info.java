/** What a run shows while it lasts. */
@NullMarked
package dev.crossfire.progress;

import org.jspecify.annotations.NullMarked;
