@NullMarked
package dev.crossfire.testkit;

import org.jspecify.annotations.NullMarked;
