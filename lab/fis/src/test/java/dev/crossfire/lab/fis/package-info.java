@NullMarked
package dev.crossfire.lab.fis;

import org.jspecify.annotations.NullMarked;
