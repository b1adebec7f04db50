/** TCP links of the lab that can be slowed, cut and pointed elsewhere while traffic runs through them. */
@NullMarked
package dev.crossfire.lab.link;

import org.jspecify.annotations.NullMarked;
