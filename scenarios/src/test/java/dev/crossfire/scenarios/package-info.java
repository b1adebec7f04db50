/** Tests of the scenario language. */
@NullMarked
package dev.crossfire.scenarios;

import org.jspecify.annotations.NullMarked;
