@NullMarked
package dev.crossfire.cli;

import org.jspecify.annotations.NullMarked;
