/** Environments whose links go through Toxiproxy. */
@NullMarked
package dev.crossfire.chaos.toxiproxy;

import org.jspecify.annotations.NullMarked;
