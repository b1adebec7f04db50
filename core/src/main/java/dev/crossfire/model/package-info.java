/** The vocabulary: scenarios, plans and verdicts as immutable values. */
@NullMarked
package dev.crossfire.model;

import org.jspecify.annotations.NullMarked;
