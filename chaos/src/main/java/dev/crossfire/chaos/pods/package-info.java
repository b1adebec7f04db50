/** The pod-kill fault, and the means that a cluster offers for it. */
@NullMarked
package dev.crossfire.chaos.pods;

import org.jspecify.annotations.NullMarked;
