/** PostgreSQL servers from unpacked binaries: made, started, copied, killed. */
@NullMarked
package dev.crossfire.lab.postgres;

import org.jspecify.annotations.NullMarked;
