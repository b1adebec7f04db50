/** Takes out every component of an environment, one after the other, and grades what that does to users. */
@NullMarked
package dev.crossfire.sweep;

import org.jspecify.annotations.NullMarked;
