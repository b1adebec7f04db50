/** What {@code crossfire init} finds in planted folders, and whether what it writes works. */
@NullMarked
package dev.crossfire.init;

import org.jspecify.annotations.NullMarked;
