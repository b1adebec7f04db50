@NullMarked
package dev.crossfire.judge.compare;

import org.jspecify.annotations.NullMarked;
