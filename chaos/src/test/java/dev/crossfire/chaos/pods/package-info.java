@NullMarked
package dev.crossfire.chaos.pods;

import org.jspecify.annotations.NullMarked;
