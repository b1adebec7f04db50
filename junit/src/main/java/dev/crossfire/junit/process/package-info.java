/** Finds an installed Crossfire and runs its commands as processes, for whatever starts drills: it knows nothing of JUnit. */
@NullMarked
package dev.crossfire.junit.process;

import org.jspecify.annotations.NullMarked;
