@NullMarked
package dev.crossfire.reports.repeat;

import org.jspecify.annotations.NullMarked;
