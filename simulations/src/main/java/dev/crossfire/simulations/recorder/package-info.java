/** Sees every request that Gatling makes and writes it down. */
@NullMarked
package dev.crossfire.simulations.recorder;

import org.jspecify.annotations.NullMarked;
