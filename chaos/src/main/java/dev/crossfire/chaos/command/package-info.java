/** Environments that are reached by the user's own commands. */
@NullMarked
package dev.crossfire.chaos.command;

import org.jspecify.annotations.NullMarked;
