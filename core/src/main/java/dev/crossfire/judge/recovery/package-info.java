/** Finds unhealthy intervals in a sequence of requests and estimates when they began and ended, with a bracket. */
@NullMarked
package dev.crossfire.judge.recovery;

import org.jspecify.annotations.NullMarked;
