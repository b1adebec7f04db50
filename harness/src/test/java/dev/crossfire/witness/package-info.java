@NullMarked
package dev.crossfire.witness;

import org.jspecify.annotations.NullMarked;
