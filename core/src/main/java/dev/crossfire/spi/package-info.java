/** What plug-ins implement: fault kinds, objective kinds, report formats and providers of environments. */
@NullMarked
package dev.crossfire.spi;

import org.jspecify.annotations.NullMarked;
