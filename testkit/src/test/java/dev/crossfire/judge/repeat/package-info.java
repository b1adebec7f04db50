@NullMarked
package dev.crossfire.judge.repeat;

import org.jspecify.annotations.NullMarked;
