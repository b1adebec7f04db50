@NullMarked
package dev.crossfire.judge.observation;

import org.jspecify.annotations.NullMarked;
