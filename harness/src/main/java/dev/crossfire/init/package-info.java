/** What {@code crossfire init} finds in a project's folder, and the files that it writes there. */
@NullMarked
package dev.crossfire.init;

import org.jspecify.annotations.NullMarked;
