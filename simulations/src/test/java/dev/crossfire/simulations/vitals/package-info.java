@NullMarked
package dev.crossfire.simulations.vitals;

import org.jspecify.annotations.NullMarked;
