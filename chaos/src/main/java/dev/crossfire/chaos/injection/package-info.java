/** Commands that start a fault, and how it is tracked until their effect is over. */
@NullMarked
package dev.crossfire.chaos.injection;

import org.jspecify.annotations.NullMarked;
