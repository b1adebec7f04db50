/** The ticket shop: the program whose users the drills look after, one process for each replica. */
@NullMarked
package dev.crossfire.lab.shop;

import org.jspecify.annotations.NullMarked;
