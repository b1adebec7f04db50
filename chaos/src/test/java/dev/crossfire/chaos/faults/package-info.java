@NullMarked
package dev.crossfire.chaos.faults;

import org.jspecify.annotations.NullMarked;
