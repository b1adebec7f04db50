/** A scenario as far as it could be read, and the scenario built from it. */
@NullMarked
package dev.crossfire.scenarios.draft;

import org.jspecify.annotations.NullMarked;
