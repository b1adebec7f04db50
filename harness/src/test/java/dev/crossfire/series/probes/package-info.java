/** Probes that need no process: damaged files and damaged evidence, each from a seed. */
@NullMarked
package dev.crossfire.series.probes;

import org.jspecify.annotations.NullMarked;
