/** What plug-ins implement: fault kinds, objective kinds, report formats and environments. */
@NullMarked
package dev.crossfire.spi;

import org.jspecify.annotations.NullMarked;
