/** Makes the content of the release archive; a part of the build, and not of the product. */
@NullMarked
package dev.crossfire.dist;

import org.jspecify.annotations.NullMarked;
