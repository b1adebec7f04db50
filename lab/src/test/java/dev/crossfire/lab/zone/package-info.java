@NullMarked
package dev.crossfire.lab.zone;

import org.jspecify.annotations.NullMarked;
