@NullMarked
package dev.crossfire.time;

import org.jspecify.annotations.NullMarked;
