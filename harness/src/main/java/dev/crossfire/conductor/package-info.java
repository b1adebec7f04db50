/** Conducts a run: starts the parts, runs load and faults on one clock, journals first, heals always. */
@NullMarked
package dev.crossfire.conductor;

import org.jspecify.annotations.NullMarked;
