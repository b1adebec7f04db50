@NullMarked
package dev.crossfire.simulations.resources;

import org.jspecify.annotations.NullMarked;
