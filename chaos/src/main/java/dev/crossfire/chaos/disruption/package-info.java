/** What all faults share that end by themselves in their environment. */
@NullMarked
package dev.crossfire.chaos.disruption;

import org.jspecify.annotations.NullMarked;
