/** What is planted and when: a schedule of outages whose truth is known, made from a seed. */
@NullMarked
package dev.crossfire.calibrate.outage;

import org.jspecify.annotations.NullMarked;
