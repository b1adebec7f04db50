/** Reads external checks, such as alarms and request counters, for objectives to judge. */
@NullMarked
package dev.crossfire.judge.observation;

import org.jspecify.annotations.NullMarked;
