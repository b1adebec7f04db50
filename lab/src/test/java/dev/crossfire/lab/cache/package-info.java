@NullMarked
package dev.crossfire.lab.cache;

import org.jspecify.annotations.NullMarked;
