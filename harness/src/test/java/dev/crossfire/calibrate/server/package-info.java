@NullMarked
package dev.crossfire.calibrate.server;

import org.jspecify.annotations.NullMarked;
