@NullMarked
package dev.crossfire.reports.csv;

import org.jspecify.annotations.NullMarked;
