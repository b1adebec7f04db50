/** Conducts a run: starts the parts, fires load and faults on one clock, journals first, heals always. */
@NullMarked
package dev.crossfire.conductor;

import org.jspecify.annotations.NullMarked;
