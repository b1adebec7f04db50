/** The records of the scenario language: what scenario, environment and policy files may contain. */
@NullMarked
package dev.crossfire.scenarios.language;

import org.jspecify.annotations.NullMarked;
