@NullMarked
package dev.crossfire.lab.shop;

import org.jspecify.annotations.NullMarked;
