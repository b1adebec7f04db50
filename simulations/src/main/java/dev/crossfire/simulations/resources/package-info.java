/** What the load generator uses of its machine, whether it was stalled, and whether the clock was set. */
@NullMarked
package dev.crossfire.simulations.resources;

import org.jspecify.annotations.NullMarked;
