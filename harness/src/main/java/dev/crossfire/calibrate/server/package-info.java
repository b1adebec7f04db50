/** The server that fails on schedule: a program of its own, which knows the truth by its own clock. */
@NullMarked
package dev.crossfire.calibrate.server;

import org.jspecify.annotations.NullMarked;
