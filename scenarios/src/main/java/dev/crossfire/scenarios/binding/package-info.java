/** Binds trees to records, and notes every problem on the way. */
@NullMarked
package dev.crossfire.scenarios.binding;

import org.jspecify.annotations.NullMarked;
