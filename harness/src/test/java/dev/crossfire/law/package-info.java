@NullMarked
package dev.crossfire.law;

import org.jspecify.annotations.NullMarked;
