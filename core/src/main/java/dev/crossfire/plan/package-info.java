/** The planner: what a scenario will do to an environment, on what exactly, and what it may cost; pure. */
@NullMarked
package dev.crossfire.plan;

import org.jspecify.annotations.NullMarked;
