@NullMarked
package dev.crossfire.chaos.command;

import org.jspecify.annotations.NullMarked;
