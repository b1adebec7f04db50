/**
 * Drills whose reports were once untrue, replayed through the command line: run by name, as docs/benchmarks.md
 * describes.
 */
@NullMarked
package dev.crossfire.series.story;

import org.jspecify.annotations.NullMarked;
