/**
 * Counts users instead of requests, for load in which a user who waits sends nothing.
 *
 * <p>Gil Tene called the error of counting requests there coordinated omission ("How NOT to measure latency", 2013).
 */
@NullMarked
package dev.crossfire.judge.users;

import org.jspecify.annotations.NullMarked;
