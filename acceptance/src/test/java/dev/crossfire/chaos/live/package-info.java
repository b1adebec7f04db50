/** Every fault kind against a lab that really runs. */
@NullMarked
package dev.crossfire.chaos.live;

import org.jspecify.annotations.NullMarked;
