@NullMarked
package dev.crossfire.environment;

import org.jspecify.annotations.NullMarked;
