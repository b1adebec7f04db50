package dev.crossfire.lab.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.crossfire.lab.kubernetes.PodProcess.PodSlot;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README.md shows: an API for two processes, of which one is deleted and comes back as another pod. */
@Tag("live")
class ReadmeExampleTest {
    private static final String PODS = "/api/v1/namespaces/default/pods";

    @TempDir
    Path folder;

    @Test
    void aDeletedPodsProcessEndsAndAnotherStarts() throws Exception {
        HttpServer health = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        health.createContext("/health", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        health.start();
        URI address = URI.create("http://127.0.0.1:" + health.getAddress().getPort() + "/health");
        PodSlot one = new PodSlot("shop-1", "node-a", address, new SleepingPod(folder.resolve("one.log")));
        PodSlot two = new PodSlot("shop-2", "node-b", address, new SleepingPod(folder.resolve("two.log")));
        Workload workload = new Workload("default", "shop", "local/shop", List.of(one, two));
        Certificate certificate = Certificate.create(folder.resolve("certificate.p12"));
        // Not the README's: two builds on one machine must not meet.
        KubernetesApi.Ports ports = new KubernetesApi.Ports(0, 0);
        try (KubernetesApi api = KubernetesApi.open(ports, certificate, workload, Clock.systemUTC(), 1)) {
            api.writeKubeconfig(folder.resolve("kubeconfig"));
            assertThat(Files.readString(folder.resolve("kubeconfig")))
                    .contains(api.encryptedUri().toString());
            List<String> before = readyPods(api);
            assertThat(before).hasSize(2);

            assertThat(send(api, "DELETE", PODS + "/" + before.get(0))
                            .at("/metadata/name")
                            .asText())
                    .isEqualTo(before.get(0));

            await().until(() -> readyPods(api), now -> now.size() == 2 && !now.contains(before.get(0)));
            assertThat(one.process().life().starts() + two.process().life().starts())
                    .isEqualTo(3);
        } finally {
            one.process().kill("the test is over");
            two.process().kill("the test is over");
            health.stop(0);
        }
    }

    private static List<String> readyPods(KubernetesApi api) throws IOException, InterruptedException {
        List<String> names = new ArrayList<>();
        for (JsonNode pod : send(api, "GET", PODS).path("items")) {
            if (pod.at("/status/containerStatuses/0/ready").asBoolean()) {
                names.add(pod.at("/metadata/name").asText());
            }
        }
        return names;
    }

    private static JsonNode send(KubernetesApi api, String method, String path)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(api.uri().resolve(path))
                .header("Authorization", "Bearer " + api.token())
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return new ObjectMapper()
                .readTree(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .body());
    }

    /** A process that sleeps, and is started again only as a pod. */
    private static final class SleepingPod implements PodProcess {
        private final Path log;
        private Process process;
        private Instant started = Instant.now();
        private int starts = 1;

        SleepingPod(Path log) throws IOException {
            this.log = log;
            Files.createFile(log);
            this.process = sleep();
        }

        @Override
        public synchronized ProcessState life() {
            @Nullable Integer exit = process.isAlive() ? null : process.exitValue();
            return new ProcessState(process.isAlive(), starts, started, exit);
        }

        @Override
        public synchronized void start() {
            if (!process.isAlive()) {
                process = sleep();
                started = Instant.now();
                starts++;
            }
        }

        @Override
        public void keepDown() {}

        @Override
        public synchronized void terminate(String reason) {
            process.destroy();
        }

        @Override
        public synchronized void kill(String reason) {
            process.destroyForcibly();
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

        private static Process sleep() {
            try {
                return new ProcessBuilder("sleep", "600").start();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
