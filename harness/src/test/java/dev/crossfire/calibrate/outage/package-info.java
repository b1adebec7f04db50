@NullMarked
package dev.crossfire.calibrate.outage;

import org.jspecify.annotations.NullMarked;
