@NullMarked
package dev.crossfire.junit;

import org.jspecify.annotations.NullMarked;
