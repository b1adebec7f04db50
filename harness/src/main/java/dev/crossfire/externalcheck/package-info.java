/** External checks, beside the system's users: its own records, the alarms that it raises, how much of it serves. */
@NullMarked
package dev.crossfire.externalcheck;

import org.jspecify.annotations.NullMarked;
