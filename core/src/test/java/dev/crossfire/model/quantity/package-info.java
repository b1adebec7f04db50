@NullMarked
package dev.crossfire.model.quantity;

import org.jspecify.annotations.NullMarked;
