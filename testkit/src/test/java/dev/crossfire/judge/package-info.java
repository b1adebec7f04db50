@NullMarked
package dev.crossfire.judge;

import org.jspecify.annotations.NullMarked;
