/** A run directory read once and counted, as every format needs it. */
@NullMarked
package dev.crossfire.reports.story;

import org.jspecify.annotations.NullMarked;
