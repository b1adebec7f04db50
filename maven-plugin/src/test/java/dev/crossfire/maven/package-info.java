@NullMarked
package dev.crossfire.maven;

import org.jspecify.annotations.NullMarked;
