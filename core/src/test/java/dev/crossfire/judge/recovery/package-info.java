@NullMarked
package dev.crossfire.judge.recovery;

import org.jspecify.annotations.NullMarked;
