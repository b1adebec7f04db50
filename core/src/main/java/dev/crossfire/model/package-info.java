/** Scenarios and plans, as immutable values. */
@NullMarked
package dev.crossfire.model;

import org.jspecify.annotations.NullMarked;
