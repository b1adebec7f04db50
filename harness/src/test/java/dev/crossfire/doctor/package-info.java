@NullMarked
package dev.crossfire.doctor;

import org.jspecify.annotations.NullMarked;
