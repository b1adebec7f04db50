/** What a scenario says about its objectives: their kind, their target and the part of the run that they judge. */
@NullMarked
package dev.crossfire.model.objective;

import org.jspecify.annotations.NullMarked;
