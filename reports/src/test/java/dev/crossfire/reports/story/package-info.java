/** Tests of a run's story before it is reported. */
@NullMarked
package dev.crossfire.reports.story;

import org.jspecify.annotations.NullMarked;
