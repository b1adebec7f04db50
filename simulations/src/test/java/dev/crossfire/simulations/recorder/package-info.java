/** Tests of the recorder's parts. */
@NullMarked
package dev.crossfire.simulations.recorder;

import org.jspecify.annotations.NullMarked;
