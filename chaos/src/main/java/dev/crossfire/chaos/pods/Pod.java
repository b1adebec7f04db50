package dev.crossfire.chaos.pods;

import java.util.Map;

/**
 * A pod as a cluster reports it.
 *
 * @param uid never given out twice, unlike names
 * @param since when it was made, in whatever order the cluster's own texts have
 * @param ready it can serve
 * @param leaving its deletion was requested
 */
public record Pod(
        String namespace,
        String name,
        String uid,
        String since,
        boolean ready,
        boolean leaving,
        Map<String, String> labels) {
    public Pod {
        labels = Map.copyOf(labels);
    }

    /** Whether it serves and its deletion was not requested. */
    public boolean serves() {
        return ready && !leaving;
    }
}
