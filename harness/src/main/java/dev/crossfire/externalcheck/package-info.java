/** Those who look at the system from outside, beside its users: what it holds, whom it alarms, how much of it serves. */
@NullMarked
package dev.crossfire.externalcheck;

import org.jspecify.annotations.NullMarked;
