@NullMarked
package dev.crossfire.model;

import org.jspecify.annotations.NullMarked;
