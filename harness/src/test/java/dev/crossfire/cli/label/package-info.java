@NullMarked
package dev.crossfire.cli.label;

import org.jspecify.annotations.NullMarked;
