/** Tests of the release archive that the build has just made. */
@NullMarked
package dev.crossfire.dist;

import org.jspecify.annotations.NullMarked;
