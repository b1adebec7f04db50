/** The cache server from unpacked binaries. */
@NullMarked
package dev.crossfire.lab.redis;

import org.jspecify.annotations.NullMarked;
