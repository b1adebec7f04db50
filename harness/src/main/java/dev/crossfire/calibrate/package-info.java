/** Measures the instrument itself: planted outages through the real generator, recorder and judge. */
@NullMarked
package dev.crossfire.calibrate;

import org.jspecify.annotations.NullMarked;
