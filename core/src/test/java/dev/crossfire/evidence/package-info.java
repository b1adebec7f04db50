@NullMarked
package dev.crossfire.evidence;

import org.jspecify.annotations.NullMarked;
