/** The alarms of the lab: what an operator would be woken by. */
@NullMarked
package dev.crossfire.lab.alarm;

import org.jspecify.annotations.NullMarked;
