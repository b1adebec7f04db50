@NullMarked
package dev.crossfire.chaos;

import org.jspecify.annotations.NullMarked;
