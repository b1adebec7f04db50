/** Finds what is wrong with a scenario, its simulation and its environment before anything is started. */
@NullMarked
package dev.crossfire.check;

import org.jspecify.annotations.NullMarked;
