/** A small Kubernetes: an API as clients expect it, and controllers that keep the shop's replicas as its pods. */
@NullMarked
package dev.crossfire.lab.kubernetes;

import org.jspecify.annotations.NullMarked;
