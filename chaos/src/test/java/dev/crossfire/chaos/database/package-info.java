@NullMarked
package dev.crossfire.chaos.database;

import org.jspecify.annotations.NullMarked;
