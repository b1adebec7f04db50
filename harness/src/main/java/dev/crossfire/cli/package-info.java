/** The command line: all that a user types, and every line a user reads while Crossfire runs. */
@NullMarked
package dev.crossfire.cli;

import org.jspecify.annotations.NullMarked;
