package dev.crossfire.lab.kubernetes;

import java.net.URI;

/**
 * A place on a node where one pod can run.
 *
 * @param name for example {@code shop-1a-1}
 * @param node the name of its node, which is also the node's zone
 * @param health the address that answers 200 while the pod's process is ready
 */
public record PodSlot(String name, String node, URI health, PodProcess process) {}
