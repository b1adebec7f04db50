/** Tells whether other work on the machine took the processors from a test, by measurement. */
@NullMarked
package dev.crossfire.testkit.starvation;

import org.jspecify.annotations.NullMarked;
