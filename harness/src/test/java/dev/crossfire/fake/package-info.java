/** Parts of a run that are made up: time, traffic, a system, and programs. */
@NullMarked
package dev.crossfire.fake;

import org.jspecify.annotations.NullMarked;
