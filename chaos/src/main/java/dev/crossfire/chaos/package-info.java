/** Fault kinds, capabilities, healing, and the environments they act on. */
@NullMarked
package dev.crossfire.chaos;

import org.jspecify.annotations.NullMarked;
