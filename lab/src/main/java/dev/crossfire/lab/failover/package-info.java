/** Notices that the writer is gone, puts the reader in its place, and makes the pair whole again. */
@NullMarked
package dev.crossfire.lab.failover;

import org.jspecify.annotations.NullMarked;
