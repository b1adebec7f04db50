@NullMarked
package dev.crossfire.reports;

import org.jspecify.annotations.NullMarked;
