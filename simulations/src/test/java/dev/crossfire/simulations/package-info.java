/** Tests of the load generator with real Gatling and real connections. */
@NullMarked
package dev.crossfire.simulations;

import org.jspecify.annotations.NullMarked;
