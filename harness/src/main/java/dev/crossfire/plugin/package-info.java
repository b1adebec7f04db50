/** Finds third parties' jars, decides whether each fits this Crossfire, and loads their kinds. */
@NullMarked
package dev.crossfire.plugin;

import org.jspecify.annotations.NullMarked;
