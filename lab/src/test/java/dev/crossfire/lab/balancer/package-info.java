@NullMarked
package dev.crossfire.lab.balancer;

import org.jspecify.annotations.NullMarked;
