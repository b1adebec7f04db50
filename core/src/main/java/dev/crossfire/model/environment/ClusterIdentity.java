package dev.crossfire.model.environment;

import org.jspecify.annotations.Nullable;

/**
 * Which cluster an environment is in, so that a person sees what a run would break, and an approval holds for it alone.
 *
 * @param server the API server's URL
 * @param context the kubeconfig's context that leads there; null without one
 * @param namespace of all roles
 * @param uid what the cluster itself is known by, the uid of its namespace kube-system; null when it may not be read
 */
public record ClusterIdentity(
        String server,
        @Nullable String context,
        String namespace,
        @Nullable String uid) {
    /** As reports show it: {@code https://staging:6443 · context staging · namespace shop}. */
    public String display() {
        return server + (context == null ? "" : " · context " + context) + " · namespace " + namespace;
    }
}
