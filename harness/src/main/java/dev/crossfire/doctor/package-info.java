/** Checks whether this machine can run Crossfire and its lab. */
@NullMarked
package dev.crossfire.doctor;

import org.jspecify.annotations.NullMarked;
