/** The parts of the HTML page as values; the templates only lay them out. */
@NullMarked
package dev.crossfire.reports.html;

import org.jspecify.annotations.NullMarked;
