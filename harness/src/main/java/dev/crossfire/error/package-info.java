/** What ends a command early: input that is not valid, and a run that Crossfire or its environment failed. */
@NullMarked
package dev.crossfire.error;

import org.jspecify.annotations.NullMarked;
