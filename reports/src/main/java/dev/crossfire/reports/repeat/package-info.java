/** Reports on drills that repeat one scenario. */
@NullMarked
package dev.crossfire.reports.repeat;

import org.jspecify.annotations.NullMarked;
