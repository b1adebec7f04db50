package dev.crossfire.chaos.pods;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A pod as a cluster reports it.
 *
 * @param uid never given out twice, unlike names
 * @param version another one after every change of the pod
 * @param since when it was made, in whatever order the cluster's own texts have
 * @param ready it can serve
 * @param leaving its deletion was requested
 * @param controller what made it and replaces it; null for a bare pod
 */
public record Pod(
        String namespace,
        String name,
        String uid,
        String version,
        String since,
        boolean ready,
        boolean leaving,
        Map<String, String> labels,
        @Nullable PodOwner controller) {
    public Pod {
        labels = Map.copyOf(labels);
    }

    /** Whether it serves and its deletion was not requested. */
    public boolean serves() {
        return ready && !leaving;
    }
}
