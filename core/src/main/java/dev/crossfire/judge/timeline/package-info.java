/** When things happened in a run: faults, phases and intervals. */
@NullMarked
package dev.crossfire.judge.timeline;

import org.jspecify.annotations.NullMarked;
