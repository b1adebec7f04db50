/** Runs against a real Kubernetes control plane whose API server misbehaves. */
@NullMarked
package dev.crossfire.series.kubernetes;

import org.jspecify.annotations.NullMarked;
