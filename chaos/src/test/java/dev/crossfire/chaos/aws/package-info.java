@NullMarked
package dev.crossfire.chaos.aws;

import org.jspecify.annotations.NullMarked;
