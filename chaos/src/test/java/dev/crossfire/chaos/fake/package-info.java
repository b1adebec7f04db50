@NullMarked
package dev.crossfire.chaos.fake;

import org.jspecify.annotations.NullMarked;
