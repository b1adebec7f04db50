@NullMarked
package dev.crossfire.run;

import org.jspecify.annotations.NullMarked;
