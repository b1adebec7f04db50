@NullMarked
package dev.crossfire.process;

import org.jspecify.annotations.NullMarked;
