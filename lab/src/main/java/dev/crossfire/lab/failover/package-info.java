/** Notices that the writer is lost, puts the reader in its place, and makes the pair intact again. */
@NullMarked
package dev.crossfire.lab.failover;

import org.jspecify.annotations.NullMarked;
