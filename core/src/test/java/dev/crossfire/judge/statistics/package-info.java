@NullMarked
package dev.crossfire.judge.statistics;

import org.jspecify.annotations.NullMarked;
