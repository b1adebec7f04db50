/** Probes of targets from the outside, and the symptoms by which the replies show a fault. */
@NullMarked
package dev.crossfire.chaos.probe;

import org.jspecify.annotations.NullMarked;
