/** Drills that once told users something untrue, replayed through the command line: run by name, as docs/benchmarks.md says. */
@NullMarked
package dev.crossfire.series.story;

import org.jspecify.annotations.NullMarked;
