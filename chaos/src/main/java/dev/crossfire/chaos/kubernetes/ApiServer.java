package dev.crossfire.chaos.kubernetes;

import dev.crossfire.chaos.pods.Pod;
import dev.crossfire.chaos.probe.UnreachableReason;
import dev.crossfire.model.environment.Secret;
import dev.crossfire.spi.FaultException;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A connection to one cluster's API server, with bounded waits. */
public final class ApiServer implements AutoCloseable {
    private static final int REQUEST_MILLIS = 8_000;
    private static final int CONNECT_MILLIS = 2_000;
    private static final int ATTEMPTS_MORE = 2;
    private static final int PAUSE_MILLIS = 100;

    private final Config config;
    private @Nullable KubernetesClient client;

    private ApiServer(Config config) {
        this.config = config;
    }

    /** A cluster on this machine, which takes its token over loopback. */
    public static ApiServer local(URI server, Secret token) {
        Config bare = new ConfigBuilder(Config.empty())
                .withMasterUrl(server.toString())
                .withOauthToken(token.reveal())
                .build();
        return new ApiServer(bounded(bare));
    }

    /**
     * A cluster that a kubeconfig file describes, with the login that it declares.
     *
     * @param kubeconfig null for the file that kubectl would use
     * @param context null for the file's present one
     * @throws IOException when the file cannot be read, or has no such context
     */
    static ApiServer of(@Nullable Path kubeconfig, @Nullable String context) throws IOException {
        try {
            Config config = kubeconfig == null
                    ? Config.autoConfigure(context)
                    : Config.fromKubeconfig(context, kubeconfig.toFile());
            return new ApiServer(bounded(config));
        } catch (KubernetesClientException | IllegalArgumentException unfit) {
            throw new IOException(String.valueOf(unfit.getMessage()), unfit);
        }
    }

    private static Config bounded(Config config) {
        return new ConfigBuilder(config)
                .withRequestTimeout(REQUEST_MILLIS)
                .withConnectionTimeout(CONNECT_MILLIS)
                .withRequestRetryBackoffLimit(ATTEMPTS_MORE)
                .withRequestRetryBackoffInterval(PAUSE_MILLIS)
                .withWatchReconnectInterval(PAUSE_MILLIS)
                .build();
    }

    /** The client, made when it is needed first: loading it takes half a second that most runs need not spend. */
    synchronized KubernetesClient client() {
        KubernetesClient made = client;
        if (made == null) {
            // The class path contains one HTTP client, which the builder finds.
            made = new KubernetesClientBuilder().withConfig(config).build();
            client = made;
        }
        return made;
    }

    /** Whether the requested object does not exist any more: nothing has its name, or something else. */
    static boolean isGone(KubernetesClientException refused) {
        return refused.getCode() == HttpURLConnection.HTTP_NOT_FOUND
                || refused.getCode() == HttpURLConnection.HTTP_CONFLICT;
    }

    /** Sends a request to the cluster, and names the request when that fails. */
    <T> T request(String what, Supplier<T> question) throws FaultException {
        try {
            return question.get();
        } catch (KubernetesClientException failed) {
            throw problem(what, failed);
        }
    }

    FaultException problem(String what, KubernetesClientException failed) {
        // Without a code there was no answer, and the client's own message names neither host nor cause.
        Optional<String> unreachable = failed.getCode() <= 0 ? UnreachableReason.why(failed) : Optional.empty();
        if (unreachable.isPresent()) {
            return new FaultException(
                    "the cluster at " + config.getMasterUrl() + " cannot be reached: " + unreachable.get()
                            + "; the request was to " + what + ". Check the server in the kubeconfig, or try it with"
                            + " kubectl",
                    failed);
        }
        String advice = failed.getCode() == HttpURLConnection.HTTP_UNAUTHORIZED
                        || failed.getCode() == HttpURLConnection.HTTP_FORBIDDEN
                ? "; check what the kubeconfig's user may do"
                : "";
        return new FaultException(
                "the cluster at " + config.getMasterUrl() + " did not " + what + ": " + failed.getMessage() + advice,
                failed);
    }

    /** A pod in Crossfire's form. */
    static Pod pod(io.fabric8.kubernetes.api.model.Pod pod) {
        var metadata = pod.getMetadata();
        boolean ready = pod.getStatus() != null
                && pod.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Ready")
                                && condition.getStatus().equals("True"));
        return new Pod(
                metadata.getNamespace(),
                metadata.getName(),
                metadata.getUid(),
                metadata.getResourceVersion(),
                metadata.getCreationTimestamp(),
                ready,
                metadata.getDeletionTimestamp() != null,
                metadata.getLabels() == null ? Map.of() : metadata.getLabels(),
                PodOwners.controller(metadata));
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
        }
    }
}
