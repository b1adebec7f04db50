package dev.crossfire.chaos.pods;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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

    /**
     * What keeps the number of a workload's pods, in the workload's namespace.
     *
     * @param kind as in its manifest, for example {@code Deployment}
     */
    public record PodOwner(String kind, String name) {
        private static final String BETWEEN = "/";

        /** Several of them as a handle keeps them. */
        static String format(Collection<PodOwner> owners) {
            return owners.stream()
                    .map(owner -> owner.kind + BETWEEN + owner.name)
                    .collect(Collectors.joining(","));
        }

        /** Reads what {@link #format} wrote. */
        static Set<PodOwner> parse(String text) {
            Set<PodOwner> owners = new LinkedHashSet<>();
            for (String one : text.isEmpty() ? new String[0] : text.split(",", -1)) {
                int at = one.indexOf(BETWEEN);
                owners.add(new PodOwner(one.substring(0, at), one.substring(at + 1)));
            }
            return owners;
        }
    }
}
