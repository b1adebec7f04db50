/** The ticket shop: the system under test of the drills, one process for each replica. */
@NullMarked
package dev.crossfire.lab.shop;

import org.jspecify.annotations.NullMarked;
