/** Series that take longer than a build may: run by name, as docs/benchmarks.md describes. */
@NullMarked
package dev.crossfire.series;

import org.jspecify.annotations.NullMarked;
