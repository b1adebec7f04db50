/** Proves at start-up that this Gatling hands every request to the recorder. */
@NullMarked
package dev.crossfire.simulations.contract;

import org.jspecify.annotations.NullMarked;
