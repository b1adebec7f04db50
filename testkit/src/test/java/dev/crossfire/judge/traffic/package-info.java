@NullMarked
package dev.crossfire.judge.traffic;

import org.jspecify.annotations.NullMarked;
