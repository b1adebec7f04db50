/** Texts for figures, moments and events; pure, the same in every locale. */
@NullMarked
package dev.crossfire.reports.words;

import org.jspecify.annotations.NullMarked;
