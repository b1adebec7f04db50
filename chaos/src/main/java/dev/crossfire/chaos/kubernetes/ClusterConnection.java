package dev.crossfire.chaos.kubernetes;

import dev.crossfire.chaos.kubernetes.Kubeconfig.Destination;
import dev.crossfire.model.Problem;
import dev.crossfire.model.environment.ClusterIdentity;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.spi.EnvironmentException;
import dev.crossfire.spi.FaultException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The API server that an environment's file leads to, and no other.
 *
 * @param destination where the kubeconfig's context leads
 */
record ClusterConnection(ApiServer server, Destination destination) {
    private static final String SERVER = "/kubernetes/server";

    /**
     * Follows the environment's file through the kubeconfig; connects to nothing.
     *
     * @param problems receives what is wrong
     * @return empty when something is wrong
     * @throws IOException when there is no kubeconfig
     */
    static Optional<Destination> follow(EnvironmentSpec spec, KubernetesSettings place, List<Problem> problems)
            throws IOException {
        Optional<Destination> found = Kubeconfig.read(place.kubeconfig()).follow(place.context(), problems);
        found.ifPresent(destination -> approved(spec, place.server(), destination, problems));
        return problems.isEmpty() ? found : Optional.empty();
    }

    private static void approved(
            EnvironmentSpec spec, @Nullable String approved, Destination found, List<Problem> problems) {
        if (approved == null && spec.isProtected()) {
            problems.add(Problem.missing(
                    SERVER,
                    "kubernetes.server of a protected environment",
                    "the URL of the API server that it is approved for",
                    "the context '" + found.context() + "' leads to " + found.server() + " now"));
        } else if (approved != null && !same(approved, found.server())) {
            problems.add(new Problem(
                    SERVER,
                    "the context '" + found.context() + "', which leads to " + found.server() + ",",
                    "a context that leads to " + approved,
                    null));
        }
    }

    private static boolean same(String approved, String found) {
        return bare(approved).equals(bare(found));
    }

    private static String bare(String url) {
        return url.toLowerCase(Locale.ROOT).replaceFirst("/+$", "");
    }

    /**
     * Makes ready to connect.
     *
     * @throws EnvironmentException when the file or the kubeconfig leads nowhere, or the login failed
     */
    static ClusterConnection of(EnvironmentSpec spec, KubernetesSettings place, InstantSource clock)
            throws EnvironmentException {
        try {
            List<Problem> problems = new ArrayList<>();
            Destination destination = follow(spec, place, problems)
                    .orElseThrow(() -> new EnvironmentException(
                            problems.stream().map(Problem::toString).collect(Collectors.joining("\n"))));
            Kubeconfig kubeconfig = Kubeconfig.read(place.kubeconfig());
            return new ClusterConnection(ApiServer.of(kubeconfig, destination.context(), clock), destination);
        } catch (IOException unfit) {
            throw new EnvironmentException(
                    "the cluster of " + (place.context() == null ? "the current context" : "context " + place.context())
                            + " cannot be used: " + unfit.getMessage() + "; try it with kubectl",
                    unfit);
        }
    }

    /**
     * Asks the cluster who it is.
     *
     * @throws EnvironmentException when it is another than the environment's file is for
     * @throws FaultException when it cannot be queried
     */
    ClusterIdentity identity(KubernetesSettings place) throws EnvironmentException, FaultException {
        String uid = server.uid();
        String approved = place.clusterUid();
        if (approved != null && !approved.equals(uid)) {
            throw new EnvironmentException("the cluster at " + destination.server() + " has "
                    + (uid == null ? "a uid that may not be read (get on namespace kube-system)" : "the uid " + uid)
                    + "; expected " + approved + ", which kubernetes.cluster-uid names");
        }
        return new ClusterIdentity(bare(destination.server()), destination.context(), place.namespace(), uid);
    }
}
