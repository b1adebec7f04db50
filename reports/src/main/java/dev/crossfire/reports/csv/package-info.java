/** Evidence as comma-separated values, for other people's tools. */
@NullMarked
package dev.crossfire.reports.csv;

import org.jspecify.annotations.NullMarked;
