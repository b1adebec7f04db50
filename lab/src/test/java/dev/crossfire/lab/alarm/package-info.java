@NullMarked
package dev.crossfire.lab.alarm;

import org.jspecify.annotations.NullMarked;
