/** Hints: what was probably meant by a command line that is not understood. */
@NullMarked
package dev.crossfire.cli.hint;

import org.jspecify.annotations.NullMarked;
