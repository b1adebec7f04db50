@NullMarked
package dev.crossfire.chaos.injection;

import org.jspecify.annotations.NullMarked;
