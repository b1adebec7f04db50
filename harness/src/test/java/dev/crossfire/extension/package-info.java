@NullMarked
package dev.crossfire.extension;

import org.jspecify.annotations.NullMarked;
