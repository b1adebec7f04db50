/** Binds trees to records, and notes every problem on the way. */
@NullMarked
package dev.crossfire.scenarios.databinding;

import org.jspecify.annotations.NullMarked;
