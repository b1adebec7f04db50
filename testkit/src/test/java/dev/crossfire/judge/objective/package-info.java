@NullMarked
package dev.crossfire.judge.objective;

import org.jspecify.annotations.NullMarked;
