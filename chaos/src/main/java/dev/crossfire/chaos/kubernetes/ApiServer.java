package dev.crossfire.chaos.kubernetes;

import dev.crossfire.chaos.pods.Pod;
import dev.crossfire.model.environment.Secret;
import dev.crossfire.spi.FaultException;
import io.fabric8.kubernetes.api.model.NamedAuthInfo;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.internal.KubeConfigUtils;
import io.fabric8.kubernetes.client.utils.TokenRefreshInterceptor;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A connection to one cluster's API server, with bounded waits. */
public final class ApiServer implements AutoCloseable {
    private static final int REQUEST_MILLIS = 8_000;
    private static final int CONNECT_MILLIS = 2_000;
    private static final int ATTEMPTS_MORE = 2;
    private static final int PAUSE_MILLIS = 100;

    private final Config config;
    private final @Nullable ClusterLogin login;
    private @Nullable KubernetesClient client;

    private ApiServer(Config config, @Nullable ClusterLogin login) {
        this.config = config;
        this.login = login;
    }

    /** A cluster on this machine, which takes its token over loopback. */
    public static ApiServer local(URI server, Secret token) {
        Config bare = new ConfigBuilder(Config.empty())
                .withMasterUrl(server.toString())
                .withOauthToken(token.reveal())
                .build();
        return new ApiServer(bounded(bare), null);
    }

    /**
     * A cluster that a kubeconfig describes, with the login that it declares.
     *
     * @param context one that leads to a cluster
     * @throws IOException when a file cannot be read, or the login failed
     */
    static ApiServer of(Kubeconfig kubeconfig, String context, InstantSource clock) throws IOException {
        try {
            List<io.fabric8.kubernetes.api.model.Config> parsed = kubeconfig.files().stream()
                    .map(file -> KubeConfigUtils.parseConfig(file.toFile()))
                    .toList();
            Config config = Config.empty();
            ClusterLogin login = login(parsed, context, kubeconfig.files(), config, clock);
            KubeConfigUtils.merge(config, context, parsed.toArray(io.fabric8.kubernetes.api.model.Config[]::new));
            // The client's merge takes the current context where it does not find the one that it is asked for.
            if (config.getCurrentContext() == null
                    || !context.equals(config.getCurrentContext().getName())) {
                throw new IOException("the context '" + context + "' is not in it any more");
            }
            return new ApiServer(bounded(config), login);
        } catch (KubernetesClientException | IllegalArgumentException unfit) {
            throw new IOException(String.valueOf(unfit.getMessage()), unfit);
        }
    }

    /** Takes the parts of a login that the client would not repeat out of its settings. */
    private static @Nullable ClusterLogin login(
            List<io.fabric8.kubernetes.api.model.Config> parsed,
            String context,
            List<Path> files,
            Config config,
            InstantSource clock)
            throws IOException {
        String user = parsed.stream()
                .flatMap(file -> file.getContexts().stream())
                .filter(one -> context.equals(one.getName()))
                .map(one -> one.getContext().getUser())
                .findFirst()
                .orElse("");
        for (int i = 0; i < parsed.size(); i++) {
            for (NamedAuthInfo one : parsed.get(i).getUsers()) {
                if (one.getName().equals(user) && one.getUser() != null) {
                    ClusterLogin login = ClusterLogin.of(one.getUser(), files.get(i), config, clock);
                    one.getUser().setExec(null);
                    return login;
                }
            }
        }
        return null;
    }

    private static Config bounded(Config config) {
        return new ConfigBuilder(config)
                .withRequestTimeout(REQUEST_MILLIS)
                .withConnectionTimeout(CONNECT_MILLIS)
                .withRequestRetryBackoffLimit(ATTEMPTS_MORE)
                .withRequestRetryBackoffInterval(PAUSE_MILLIS)
                .withWatchReconnectInterval(PAUSE_MILLIS)
                // After a 401 an API server closes the HTTP/2 connection, and the JDK's client sends the next requests
                // into it.
                .withHttp2Disable(true)
                .build();
    }

    /** The client, made when it is needed first: loading it takes half a second that most runs need not spend. */
    synchronized KubernetesClient client() {
        KubernetesClient made = client;
        if (made == null) {
            // The class path contains one HTTP client, which the builder finds.
            made = new KubernetesClientBuilder()
                    .withConfig(config)
                    .withHttpClientBuilderConsumer(this::intercept)
                    .build();
            client = made;
        }
        return made;
    }

    private void intercept(HttpClient.Builder http) {
        if (login != null) {
            http.addOrReplaceInterceptor(TokenRefreshInterceptor.NAME, login);
        }
        RequestRepetition.configure(http);
    }

    /**
     * What the cluster itself is known by: the uid of a namespace that every cluster has; null when it may not be read.
     *
     * @throws FaultException when the cluster cannot be queried
     */
    @Nullable
    String uid() throws FaultException {
        try {
            Namespace system = client().namespaces().withName("kube-system").get();
            return system == null ? null : system.getMetadata().getUid();
        } catch (KubernetesClientException refused) {
            if (refused.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
                return null;
            }
            throw problem("read namespace kube-system", refused);
        }
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
        return new FaultException(ApiFailure.text(server(), what, failed), failed);
    }

    /** Its URL. */
    String server() {
        return config.getMasterUrl().replaceFirst("/$", "");
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
                PodOwners.controller(pod));
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
        }
    }
}
