/** The embedded lab as an environment, reached over the wire only. */
@NullMarked
package dev.crossfire.chaos.lab;

import org.jspecify.annotations.NullMarked;
