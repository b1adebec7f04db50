/** The lab's clocks. */
@NullMarked
package dev.crossfire.lab.time;

import org.jspecify.annotations.NullMarked;
