/** Run directories as a real drill would leave them, written through the real codecs. */
@NullMarked
package dev.crossfire.reports.drill;

import org.jspecify.annotations.NullMarked;
