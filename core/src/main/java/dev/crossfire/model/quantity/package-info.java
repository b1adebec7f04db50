/** Values with a unit: shares, rates, durations, counts, and how a user writes them. */
@NullMarked
package dev.crossfire.model.quantity;

import org.jspecify.annotations.NullMarked;
