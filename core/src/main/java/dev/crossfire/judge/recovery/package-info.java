/** Finds trouble in a sequence of requests and says when it began and ended, with a bracket. */
@NullMarked
package dev.crossfire.judge.recovery;

import org.jspecify.annotations.NullMarked;
