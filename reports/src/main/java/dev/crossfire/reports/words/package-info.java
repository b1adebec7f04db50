/** How figures, moments and events are said; pure, the same in every locale. */
@NullMarked
package dev.crossfire.reports.words;

import org.jspecify.annotations.NullMarked;
