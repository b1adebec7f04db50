@NullMarked
package dev.crossfire.lab.postgres;

import org.jspecify.annotations.NullMarked;
