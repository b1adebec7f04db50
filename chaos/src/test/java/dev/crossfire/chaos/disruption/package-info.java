@NullMarked
package dev.crossfire.chaos.disruption;

import org.jspecify.annotations.NullMarked;
