/** The embedded target: a real system in miniature that can be broken. */
@NullMarked
package dev.crossfire.lab;

import org.jspecify.annotations.NullMarked;
