package dev.crossfire.lab.kubernetes;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.handlers.BlockingHandler;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** The running API: point a Kubernetes client at its {@link #uri()} with its {@link #token()}. */
public final class KubernetesApi implements AutoCloseable {
    /** The namespace that the shop's pods are in. */
    public static final String NAMESPACE = Manifests.NAMESPACE;

    /** Watches take one each. */
    private static final int WORKERS = 32;

    private static final int REQUEST_MILLIS = 10_000;
    /** Longer than the longest watch, in which nothing may happen. */
    private static final int IDLE_MILLIS = 360_000;

    private final Cluster cluster;
    private final Undertow server;
    private final URI uri;
    private final String token;

    private KubernetesApi(int port, Cluster cluster, Clock clock, String token) {
        this.cluster = cluster;
        this.token = token;
        this.uri = URI.create("http://127.0.0.1:" + port);
        this.server = Undertow.builder()
                .addHttpListener(port, "127.0.0.1")
                .setIoThreads(1)
                .setWorkerThreads(WORKERS)
                .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, REQUEST_MILLIS)
                .setServerOption(UndertowOptions.IDLE_TIMEOUT, IDLE_MILLIS)
                .setHandler(new BlockingHandler(new ApiHandler(cluster, new Guard(token), clock)))
                .build();
    }

    /**
     * Opens the API on the loopback interface, for processes that run; it answers when this returns.
     *
     * @param seed decides the pods' names
     * @throws RuntimeException if the port is taken
     */
    public static KubernetesApi open(int port, List<Slot> slots, Clock clock, long seed) {
        byte[] secret = new byte[24];
        new SecureRandom().nextBytes(secret);
        Cluster cluster = new Cluster(slots, clock, new Random(seed));
        KubernetesApi api =
                new KubernetesApi(port, cluster, clock, HexFormat.of().formatHex(secret));
        try {
            api.server.start();
            return api;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /** Returns the address that clients are pointed at. */
    public URI uri() {
        return uri;
    }

    /** Returns what clients must send as their bearer token. */
    public String token() {
        return token;
    }

    @Override
    public void close() {
        // Watches end with the store, so that the server does not wait for them.
        cluster.close();
        server.stop();
    }
}
