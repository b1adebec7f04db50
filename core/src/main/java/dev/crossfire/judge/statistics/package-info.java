/** What may be said of few drills: exact bounds and rank tests, nothing that wants a bell curve. */
@NullMarked
package dev.crossfire.judge.statistics;

import org.jspecify.annotations.NullMarked;
