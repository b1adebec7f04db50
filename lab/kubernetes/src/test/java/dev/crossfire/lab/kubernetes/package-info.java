@NullMarked
package dev.crossfire.lab.kubernetes;

import org.jspecify.annotations.NullMarked;
