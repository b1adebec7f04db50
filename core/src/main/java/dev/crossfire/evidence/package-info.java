/** Records of what happened, and how they are kept on disk; one JSON library. */
@NullMarked
package dev.crossfire.evidence;

import org.jspecify.annotations.NullMarked;
