/** Scenarios in Java, equal to those in YAML. */
@NullMarked
package dev.crossfire.junit.scenario;

import org.jspecify.annotations.NullMarked;
