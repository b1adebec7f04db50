@NullMarked
package dev.crossfire.conductor;

import org.jspecify.annotations.NullMarked;
