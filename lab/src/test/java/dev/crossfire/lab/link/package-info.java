@NullMarked
package dev.crossfire.lab.link;

import org.jspecify.annotations.NullMarked;
