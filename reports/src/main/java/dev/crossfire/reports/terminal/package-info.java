/** The verdict for a terminal: one screen, 80 columns, meaning never by colour alone. */
@NullMarked
package dev.crossfire.reports.terminal;

import org.jspecify.annotations.NullMarked;
