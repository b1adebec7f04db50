@NullMarked
package dev.crossfire.calibrate;

import org.jspecify.annotations.NullMarked;
