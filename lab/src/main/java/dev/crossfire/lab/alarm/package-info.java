/** The alarms of the lab: what would alert an operator. */
@NullMarked
package dev.crossfire.lab.alarm;

import org.jspecify.annotations.NullMarked;
