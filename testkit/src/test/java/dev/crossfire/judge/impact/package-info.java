@NullMarked
package dev.crossfire.judge.impact;

import org.jspecify.annotations.NullMarked;
