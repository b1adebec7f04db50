@NullMarked
package dev.crossfire.judge.timeline;

import org.jspecify.annotations.NullMarked;
