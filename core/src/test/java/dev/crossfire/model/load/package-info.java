@NullMarked
package dev.crossfire.model.load;

import org.jspecify.annotations.NullMarked;
