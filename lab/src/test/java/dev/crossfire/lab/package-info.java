@NullMarked
package dev.crossfire.lab;

import org.jspecify.annotations.NullMarked;
