/** Tests of the contract check. */
@NullMarked
package dev.crossfire.simulations.contract;

import org.jspecify.annotations.NullMarked;
