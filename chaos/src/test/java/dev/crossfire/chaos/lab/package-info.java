@NullMarked
package dev.crossfire.chaos.lab;

import org.jspecify.annotations.NullMarked;
