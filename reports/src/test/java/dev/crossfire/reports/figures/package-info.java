@NullMarked
package dev.crossfire.reports.figures;

import org.jspecify.annotations.NullMarked;
