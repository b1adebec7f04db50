@NullMarked
package dev.crossfire.externalChecks;

import org.jspecify.annotations.NullMarked;
