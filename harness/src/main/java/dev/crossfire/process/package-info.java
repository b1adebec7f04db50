/** This process, its installation, and the processes that it starts. */
@NullMarked
package dev.crossfire.process;

import org.jspecify.annotations.NullMarked;
