/** Healing that survives the conductor: the guardian's process, and recovery by hand. */
@NullMarked
package dev.crossfire.guardian;

import org.jspecify.annotations.NullMarked;
