@NullMarked
package dev.crossfire.reports.terminal;

import org.jspecify.annotations.NullMarked;
