/** Kubernetes: pods are listed and deleted through the API server, by the fabric8 client. */
@NullMarked
package dev.crossfire.chaos.kubernetes;

import org.jspecify.annotations.NullMarked;
