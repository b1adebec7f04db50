/** The availability zones, and what they cannot do without. */
@NullMarked
package dev.crossfire.lab.zone;

import org.jspecify.annotations.NullMarked;
