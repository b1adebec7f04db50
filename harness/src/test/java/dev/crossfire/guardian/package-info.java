@NullMarked
package dev.crossfire.guardian;

import org.jspecify.annotations.NullMarked;
