@NullMarked
package dev.crossfire.chaos.kubernetes;

import org.jspecify.annotations.NullMarked;
