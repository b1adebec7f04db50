@NullMarked
package dev.crossfire.lab.process;

import org.jspecify.annotations.NullMarked;
