/** How the load generator itself fares: what it uses of its machine, whether it stands still, and its clock. */
@NullMarked
package dev.crossfire.simulations.vitals;

import org.jspecify.annotations.NullMarked;
