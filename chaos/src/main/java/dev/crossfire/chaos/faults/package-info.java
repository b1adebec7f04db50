/** The fault kinds that disrupt their targets for a while; those for database failovers and pods have packages of their own. */
@NullMarked
package dev.crossfire.chaos.faults;

import org.jspecify.annotations.NullMarked;
