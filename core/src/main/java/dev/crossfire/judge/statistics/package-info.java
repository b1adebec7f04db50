/** Statistics for few drills: exact bounds and rank tests, nothing that assumes a normal distribution. */
@NullMarked
package dev.crossfire.judge.statistics;

import org.jspecify.annotations.NullMarked;
