@NullMarked
package dev.crossfire.junit.process;

import org.jspecify.annotations.NullMarked;
