@NullMarked
package dev.crossfire.input;

import org.jspecify.annotations.NullMarked;
