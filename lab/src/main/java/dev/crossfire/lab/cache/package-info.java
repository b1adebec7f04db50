/** What is made once and used by every later lab: unpacked binaries and class archives. */
@NullMarked
package dev.crossfire.lab.cache;

import org.jspecify.annotations.NullMarked;
