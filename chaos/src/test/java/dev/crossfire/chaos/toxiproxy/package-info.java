@NullMarked
package dev.crossfire.chaos.toxiproxy;

import org.jspecify.annotations.NullMarked;
