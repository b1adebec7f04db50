/** Tests of the planner. */
@NullMarked
package dev.crossfire.plan;

import org.jspecify.annotations.NullMarked;
