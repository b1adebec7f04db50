@NullMarked
package dev.crossfire.lab.failover;

import org.jspecify.annotations.NullMarked;
