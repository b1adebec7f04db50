/** The load generator process, its recorder and the shipped simulations. */
@NullMarked
package dev.crossfire.simulations;

import org.jspecify.annotations.NullMarked;
