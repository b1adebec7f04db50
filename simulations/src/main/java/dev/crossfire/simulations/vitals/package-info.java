/** The load generator's own health: what it uses of its machine, whether it stands still, and its clock. */
@NullMarked
package dev.crossfire.simulations.vitals;

import org.jspecify.annotations.NullMarked;
