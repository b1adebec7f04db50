package dev.crossfire.lab.kubernetes;

import dev.crossfire.lab.kubernetes.PodProcess.PodSlot;
import java.util.List;

/**
 * What the cluster runs: one Deployment, in the places that there are for its pods.
 *
 * @param namespace the namespace of the Deployment and its pods
 * @param deployment the Deployment's name, which is also its label {@code app} and its container
 * @param image the image that its pods name; nothing is pulled
 * @param slots the places for pods, each with a process that runs already; their nodes are the cluster's
 */
public record Workload(String namespace, String deployment, String image, List<PodSlot> slots) {
    public Workload {
        slots = List.copyOf(slots);
    }

    /** Returns the nodes, in the order of the slots. */
    List<String> nodes() {
        return slots.stream().map(PodSlot::node).distinct().toList();
    }
}
