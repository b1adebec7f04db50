/** Checks whether a scenario that could be read can be run. */
@NullMarked
package dev.crossfire.scenarios.validation;

import org.jspecify.annotations.NullMarked;
