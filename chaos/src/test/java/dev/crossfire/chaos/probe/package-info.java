@NullMarked
package dev.crossfire.chaos.probe;

import org.jspecify.annotations.NullMarked;
