/** Counts requests for drawing, in one pass and in memory that does not grow with their number. */
@NullMarked
package dev.crossfire.reports.figures;

import org.jspecify.annotations.NullMarked;
