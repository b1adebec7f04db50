/** The load balancer before the shop's replicas: checks their health, and hides nothing of what goes wrong. */
@NullMarked
package dev.crossfire.lab.balancer;

import org.jspecify.annotations.NullMarked;
