@NullMarked
package dev.crossfire.reports.words;

import org.jspecify.annotations.NullMarked;
