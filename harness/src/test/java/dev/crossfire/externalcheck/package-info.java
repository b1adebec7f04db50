@NullMarked
package dev.crossfire.externalcheck;

import org.jspecify.annotations.NullMarked;
