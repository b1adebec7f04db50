/** HTTP servers on the loopback address that no stalled client can block. */
@NullMarked
package dev.crossfire.lab.http;

import org.jspecify.annotations.NullMarked;
