package dev.crossfire.lab.kubernetes;

import dev.crossfire.lab.http.ConnectionLimit;
import dev.crossfire.lab.http.LoopbackListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;

/** The running API: point a Kubernetes client at its {@link #uri()} with its {@link #token()}. */
public final class KubernetesApi implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    /** Watches take one each. */
    private static final int WORKERS = 32;

    /** A client keeps a few, and one for each watch; what is beyond that stalls. */
    private static final int MOST_CONNECTIONS = 128;

    /** Longer than the longest watch, in which nothing may happen. */
    private static final int IDLE_MILLIS = 360_000;

    /**
     * Where it listens; 0 for a free port.
     *
     * @param plain the port for clients that send their token over loopback as it is
     * @param encrypted the port for those that do not, as kubectl
     */
    public record Ports(int plain, int encrypted) {}

    private final ControllerLoop cluster;
    private final LoopbackListener server;
    private final Ports ports;
    private final Certificate certificate;
    private final String namespace;
    private final String token;

    private KubernetesApi(
            Ports ports, Certificate certificate, ControllerLoop cluster, String namespace, Clock clock, String token) {
        this.cluster = cluster;
        this.token = token;
        this.namespace = namespace;
        this.certificate = certificate;
        ConnectionLimit connections = new ConnectionLimit(MOST_CONNECTIONS);
        this.server = listen(
                ports,
                certificate,
                connections,
                new ApiHandler(cluster, new KubernetesAccessCheck(token), connections, clock));
        this.ports = new Ports(server.port(), server.encryptedPort());
    }

    private static LoopbackListener listen(
            Ports ports, Certificate certificate, ConnectionLimit connections, ApiHandler handler) {
        try {
            return LoopbackListener.open(
                            ports.plain(),
                            new LoopbackListener.ServerLimits("kubernetes", WORKERS, IDLE_MILLIS, connections),
                            handler)
                    .encrypted(ports.encrypted(), certificate.context());
        } catch (IOException e) {
            throw new UncheckedIOException("the Kubernetes API cannot listen on " + ports, e);
        }
    }

    /**
     * Opens the API on the loopback interface, for processes that run; it answers when this returns.
     *
     * @param seed decides the pods' names
     * @throws RuntimeException if a port is taken
     */
    public static KubernetesApi open(Ports ports, Certificate certificate, Workload workload, Clock clock, long seed) {
        byte[] secret = new byte[24];
        new SecureRandom().nextBytes(secret);
        ControllerLoop cluster = new ControllerLoop(workload, clock, new Random(seed));
        try {
            return new KubernetesApi(
                    ports,
                    certificate,
                    cluster,
                    workload.namespace(),
                    clock,
                    HexFormat.of().formatHex(secret));
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /** Returns the address that clients are pointed at. */
    public URI uri() {
        return URI.create("http://" + HOST + ":" + ports.plain());
    }

    /** Returns the address for clients that encrypt, as kubectl. */
    public URI encryptedUri() {
        return URI.create("https://" + HOST + ":" + ports.encrypted());
    }

    /**
     * Writes a kubeconfig file, readable by no other user from its first moment on.
     *
     * @param file must not exist
     */
    public void writeKubeconfig(Path file) throws IOException {
        KubeconfigFile.write(file, encryptedUri(), certificate, token, namespace);
    }

    /** Returns the namespace of the pods. */
    public String namespace() {
        return namespace;
    }

    /** Returns what clients must send as their bearer token. */
    public String token() {
        return token;
    }

    @Override
    public void close() {
        // Watches end with the store, so that the server does not wait for them.
        cluster.close();
        server.close();
    }

    /** The file from which kubectl reads the API's address and its access token. */
    static final class KubeconfigFile {
        private static final String TEMPLATE = """
                apiVersion: v1
                kind: Config
                clusters:
                - name: crossfire-lab
                  cluster:
                    server: %s
                    certificate-authority-data: %s
                users:
                - name: crossfire-lab
                  user:
                    token: %s
                contexts:
                - name: crossfire-lab
                  context:
                    cluster: crossfire-lab
                    user: crossfire-lab
                    namespace: %s
                current-context: crossfire-lab
                """;

        private KubeconfigFile() {}

        static void write(Path file, URI server, Certificate certificate, String token, String namespace)
                throws IOException {
            String text = TEMPLATE.formatted(server, certificate.base64(), token, namespace);
            var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            try (var channel = Files.newByteChannel(
                            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owner);
                    var out = Channels.newOutputStream(channel)) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
