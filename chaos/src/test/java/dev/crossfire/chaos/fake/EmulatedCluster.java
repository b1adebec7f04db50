package dev.crossfire.chaos.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.crossfire.chaos.kubernetes.KubernetesSettings.KubernetesRole;
import dev.crossfire.lab.kubernetes.Certificate;
import dev.crossfire.lab.kubernetes.KubernetesApi;
import dev.crossfire.lab.kubernetes.PodProcess;
import dev.crossfire.lab.kubernetes.PodProcess.PodSlot;
import dev.crossfire.lab.kubernetes.Workload;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.EnvironmentException;
import dev.crossfire.testkit.FaultyProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The lab's Kubernetes API with a Deployment {@code shop} whose pods are no processes, and take as long to start as a test likes. */
public final class EmulatedCluster implements AutoCloseable {
    public static final String NAMESPACE = "ticketing";

    private static final String PODS = "/api/v1/namespaces/" + NAMESPACE + "/pods";
    private static final String POLICIES = "/apis/networking.k8s.io/v1/namespaces/" + NAMESPACE + "/networkpolicies";
    private static final String DEPLOYMENT = "/apis/apps/v1/namespaces/" + NAMESPACE + "/deployments/shop";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Clock CLOCK = Clock.systemUTC();

    private final Path folder;
    private final HttpServer health;
    private final HttpServer front;
    private final ExecutorService visitors = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, ImaginedPod> pods = new ConcurrentHashMap<>();
    private final KubernetesApi api;
    private final HttpClient http = HttpClient.newHttpClient();
    private volatile Duration start = Duration.ZERO;

    /** Starts it with so many pods, which serve. */
    public EmulatedCluster(Path folder, int size) throws IOException, InterruptedException {
        this.folder = folder;
        health = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        health.createContext("/", exchange -> {
            ImaginedPod pod = pods.get(exchange.getRequestURI().getPath().substring(1));
            exchange.sendResponseHeaders(pod != null && pod.serves() ? 200 : 503, -1);
            exchange.close();
        });
        health.start();
        front = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        front.setExecutor(visitors);
        front.createContext("/", this::visit);
        front.start();
        List<PodSlot> slots = new ArrayList<>();
        for (int i = 1; i <= size; i++) {
            String name = "shop-" + i;
            ImaginedPod pod = new ImaginedPod(folder.resolve(name + ".log"));
            pods.put(name, pod);
            URI address = URI.create("http://127.0.0.1:" + health.getAddress().getPort() + "/" + name);
            slots.add(new PodSlot(name, "node-" + i % 3, address, pod));
        }
        api = KubernetesApi.open(
                new KubernetesApi.Ports(0, 0),
                Certificate.create(folder.resolve("certificate.p12")),
                new Workload(NAMESPACE, "shop", "local/shop", slots),
                CLOCK,
                1);
    }

    public URI uri() {
        return api.uri();
    }

    /** An address that leads to its pods as long as NetworkPolicies isolate none of them. */
    public URI front() {
        return URI.create("http://127.0.0.1:" + front.getAddress().getPort() + "/");
    }

    /** As a network that drops what a policy does not allow. */
    private void visit(HttpExchange exchange) throws IOException {
        try {
            if (isolated() == pods.size()) {
                closed.await();
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    /** How many pods the NetworkPolicies select. */
    public long isolated() {
        List<JsonNode> policies = send("GET", POLICIES, "")
                .path("items")
                .valueStream()
                .filter(policy -> !policy.path("spec").has("ingress"))
                .toList();
        return send("GET", PODS, "")
                .path("items")
                .valueStream()
                .filter(pod -> policies.stream()
                        .flatMap(policy -> policy.at("/spec/podSelector/matchLabels").properties().stream())
                        .anyMatch(label ->
                                pod.at("/metadata/labels").path(label.getKey()).equals(label.getValue())))
                .count();
    }

    /** How many NetworkPolicies there are. */
    public int policies() {
        return send("GET", POLICIES, "").path("items").size();
    }

    public String token() {
        return api.token();
    }

    /** Opens the environment of its Deployment, in the role {@code shop}, through a proxy. */
    public Environment open(FaultyProxy proxy) throws IOException, EnvironmentException {
        Path kubeconfig = Files.createTempFile(folder, "kubeconfig", null);
        Files.writeString(kubeconfig, proxy.kubeconfig(token(), NAMESPACE));
        return KubernetesFixture.open(kubeconfig, NAMESPACE, Map.of("shop", KubernetesRole.deployment("shop")));
    }

    /** Opens the environment of these roles. */
    public Environment open(Map<String, KubernetesRole> roles) throws IOException, EnvironmentException {
        Path file = folder.resolve("kubeconfig-" + UUID.randomUUID());
        kubeconfig(file);
        return KubernetesFixture.open(file, NAMESPACE, roles);
    }

    /** The cordoned nodes, and those that carry any mark of Crossfire. */
    public Set<String> touchedNodes() {
        Set<String> touched = new TreeSet<>();
        for (JsonNode node : send("GET", "/api/v1/nodes", "").path("items")) {
            boolean cordoned = node.at("/spec/unschedulable").asBoolean();
            if (cordoned || node.at("/metadata").toString().contains("crossfire.dev/")) {
                touched.add(node.at("/metadata/name").asText());
            }
        }
        return touched;
    }

    /** Cordons or uncordons a node, as a person does. */
    public void cordon(String node, boolean unschedulable) {
        send("PATCH", "/api/v1/nodes/" + node, "{\"spec\":{\"unschedulable\":" + unschedulable + "}}");
    }

    /** Writes a kubeconfig file that leads to its encrypted port, and returns it. */
    public String kubeconfig(Path file) throws IOException {
        api.writeKubeconfig(file);
        return Files.readString(file);
    }

    /** How long pods take until they serve that are started from now on. */
    public void startWithin(Duration time) {
        start = time;
    }

    /** How many pods serve, by the server itself. */
    public int serving() {
        int serving = 0;
        for (JsonNode pod : send("GET", PODS, "").path("items")) {
            boolean leaves = pod.at("/metadata").has("deletionTimestamp");
            if (!leaves && pod.at("/status/containerStatuses/0/ready").asBoolean()) {
                serving++;
            }
        }
        return serving;
    }

    /** How many pods carry a mark of Crossfire. */
    public int marked() {
        int marked = 0;
        for (JsonNode pod : send("GET", PODS, "").path("items")) {
            marked += pod.at("/metadata/labels").toString().contains("crossfire.dev/killed-by")
                            || pod.at("/metadata/labels").toString().contains("crossfire.dev/isolated-by")
                    ? 1
                    : 0;
        }
        return marked;
    }

    /** How many Leases there are. */
    public int leases() {
        return send("GET", "/apis/coordination.k8s.io/v1/namespaces/" + NAMESPACE + "/leases", "")
                .path("items")
                .size();
    }

    /** Makes the Deployment want so many pods. */
    public void scale(int replicas) {
        send("PATCH", DEPLOYMENT, "{\"spec\":{\"replicas\":" + replicas + "}}");
    }

    /** The Deployment as it is. */
    public DeploymentState workload() {
        JsonNode deployment = send("GET", DEPLOYMENT, "");
        return new DeploymentState(
                deployment.at("/spec/replicas").asInt(),
                deployment.at("/spec/template/spec/containers/0/image").asText(),
                deployment.at("/metadata").toString().contains("crossfire.dev/"));
    }

    /**
     * What faults change of a Deployment.
     *
     * @param marked whether it carries any mark of Crossfire
     */
    public record DeploymentState(int replicas, String image, boolean marked) {}

    /** Makes a budget refuse to evict a pod when fewer would be ready than this. */
    public void protect(int ready) {
        send("POST", "/apis/policy/v1/namespaces/" + NAMESPACE + "/poddisruptionbudgets", """
                {"apiVersion": "policy/v1", "kind": "PodDisruptionBudget", "metadata": {"name": "shop"},
                 "spec": {"minAvailable": %d, "selector": {"matchLabels": {"app": "shop"}}}}""".formatted(ready));
    }

    /** Adds a NetworkPolicy that allows all traffic to the pods that it selects. */
    public void allow(String name, String podSelector) {
        send("POST", POLICIES, """
                {"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy", "metadata": {"name": "%s"},
                 "spec": {"podSelector": %s, "ingress": [{}]}}""".formatted(name, podSelector));
    }

    private JsonNode send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(api.uri().resolve(path))
                .header("Authorization", "Bearer " + api.token())
                .header("Content-Type", "application/merge-patch+json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        api.close();
        health.stop(0);
        closed.countDown();
        front.stop(0);
        visitors.shutdownNow();
    }

    /** A pod that only says that it runs. */
    private final class ImaginedPod implements PodProcess {
        private final Path log;
        private boolean running = true;
        private int starts = 1;
        private Instant started = Instant.EPOCH;
        private Instant serves = Instant.EPOCH;

        ImaginedPod(Path log) throws IOException {
            this.log = Files.createFile(log);
        }

        synchronized boolean serves() {
            return running && !CLOCK.instant().isBefore(serves);
        }

        @Override
        public synchronized ProcessState life() {
            return new ProcessState(running, starts, started, running ? null : 137);
        }

        @Override
        public synchronized void start() {
            running = true;
            starts++;
            started = CLOCK.instant();
            serves = started.plus(start);
        }

        @Override
        public void keepDown() {}

        @Override
        public synchronized void terminate(String reason) {
            running = false;
        }

        @Override
        public synchronized void kill(String reason) {
            running = false;
        }

        @Override
        public boolean inCrashLoop() {
            return false;
        }

        @Override
        public boolean isNodeUp() {
            return true;
        }

        @Override
        public Path log() {
            return log;
        }
    }
}
