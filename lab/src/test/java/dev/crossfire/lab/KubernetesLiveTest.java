package dev.crossfire.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Kubernetes API of a lab with one pod in each zone: on the wire, and by kubectl where there is one. */
@Tag("live")
@Tag("acceptance")
class KubernetesLiveTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String PODS = "/api/v1/namespaces/ticketing/pods";
    private static final String BUDGETS = "/apis/policy/v1/namespaces/ticketing/poddisruptionbudgets";
    private static final String DEPLOYMENT = "/apis/apps/v1/namespaces/ticketing/deployments/shop";

    @TempDir
    static Path folder;

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private static StartedLab lab;
    private static JsonNode ready;

    @BeforeAll
    static void start() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        lab = new StartedLab(
                folder.resolve("lab.err"),
                "--dir",
                folder.resolve("labs/kubernetes").toString(),
                "--replicas-per-zone=1",
                "--ready-within=80s");
        ready = lab.ready();
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    @BeforeEach
    void threePodsServe() {
        await().atMost(SOON)
                .until(() -> pods().stream().filter(KubernetesLiveTest::serves).count() == 3);
    }

    @Test
    void withoutTheTokenNothingIsRevealed() throws Exception {
        HttpRequest bare = HttpRequest.newBuilder(uri(PODS)).build();

        HttpResponse<String> answer = HTTP.send(bare, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(JSON.readTree(answer.body()).path("reason").asText()).isEqualTo("Unauthorized");
    }

    @Test
    void aDeletedPodIsReplacedByAnotherInTheSlotThatItLeft() throws Exception {
        JsonNode pod = pods().get(0);
        String slot = slot(pod);

        JsonNode answer = send("DELETE", PODS + "/" + name(pod), "{\"gracePeriodSeconds\":0}", 200);

        assertThat(name(answer)).isEqualTo(name(pod));
        JsonNode next = await().atMost(SOON)
                .until(
                        () -> pods().stream()
                                .filter(each -> slot(each).equals(slot) && serves(each))
                                .findFirst()
                                .orElse(pod),
                        each -> !uid(each).equals(uid(pod)));
        assertThat(name(next)).isNotEqualTo(name(pod));
        assertThat(next.at("/status/containerStatuses/0/restartCount").asInt()).isZero();
        assertThat(lab.get(ready, "/events/42").statusCode()).isEqualTo(200);
    }

    @Test
    void aDeletedPodIsTerminatingUntilItsProcessHasEnded() throws Exception {
        JsonNode pod = pods().get(1);

        JsonNode answer = send("DELETE", PODS + "/" + name(pod), "", 200);

        assertThat(answer.at("/metadata/deletionGracePeriodSeconds").asInt()).isEqualTo(10);
        await().atMost(SOON)
                .until(() -> pods().stream().noneMatch(each -> uid(each).equals(uid(pod))));
        assertThat(StartedLab.truth(ready))
                .anyMatch(event -> event.path("what").asText().equals("terminated")
                        && event.path("note").asText().contains(name(pod)));
    }

    @Test
    void aProcessThatCrashesIsRestartedInItsPod() throws Exception {
        JsonNode pod = pods().get(2);
        long pid = StartedLab.truth(ready).stream()
                .filter(event -> event.path("what").asText().equals("started")
                        && event.path("who").asText().equals(slot(pod)))
                .mapToLong(event -> event.path("pid").asLong())
                .reduce((first, last) -> last)
                .orElseThrow();

        ProcessHandle.of(pid).orElseThrow().destroyForcibly();

        await().atMost(SOON).until(() -> pods().stream()
                .anyMatch(each -> uid(each).equals(uid(pod))
                        && serves(each)
                        && each.at("/status/containerStatuses/0/restartCount").asInt() > 0));
    }

    @Test
    void anAccessReviewSaysWhatTheTokenMayDo() throws Exception {
        JsonNode answer = send(
                "POST",
                "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
                "{\"spec\":{\"resourceAttributes\":{\"verb\":\"delete\",\"resource\":\"pods\"}}}",
                201);

        assertThat(answer.at("/status/allowed").asBoolean()).isTrue();
    }

    @Test
    void aBudgetForbidsEvictionsThatLeaveTooFew() throws Exception {
        send("POST", BUDGETS, """
                {"metadata":{"name":"all"},"spec":{"minAvailable":3,"selector":{"matchLabels":{"app":"shop"}}}}""", 201);
        JsonNode pod = pods().get(0);
        String eviction = "{\"kind\":\"Eviction\",\"metadata\":{\"name\":\"" + name(pod) + "\"}}";

        JsonNode refused = send("POST", PODS + "/" + name(pod) + "/eviction", eviction, 429);
        send("DELETE", BUDGETS + "/all", "", 200);
        send("POST", PODS + "/" + name(pod) + "/eviction", eviction, 201);

        assertThat(refused.path("message").asText()).contains("budget all needs 3 healthy pods and has 3");
        await().atMost(SOON)
                .until(() -> pods().stream().noneMatch(each -> uid(each).equals(uid(pod))));
    }

    @Test
    void aWatchReportsExistingObjectsChangesAndTheEnd() throws Exception {
        JsonNode pod = pods().get(0);
        HttpRequest watch = request(PODS + "?watch=1&timeoutSeconds=4&fieldSelector=metadata.name=" + name(pod))
                .build();

        List<JsonNode> events = new ArrayList<>();
        try (Stream<String> lines = HTTP.send(watch, BodyHandlers.ofLines()).body()) {
            Iterator<String> reported = lines.iterator();
            events.add(JSON.readTree(reported.next()));
            patch(
                    "application/merge-patch+json",
                    PODS + "/" + name(pod),
                    "{\"metadata\":{\"labels\":{\"seen\":\"yes\"}}}");
            send("DELETE", PODS + "/" + name(pod), "{\"gracePeriodSeconds\":0}", 200);
            while (reported.hasNext()) {
                events.add(JSON.readTree(reported.next()));
            }
        }
        assertThat(events)
                .extracting(event -> event.path("type").asText())
                .startsWith("ADDED")
                .endsWith("DELETED");
        assertThat(events)
                .anyMatch(event ->
                        event.at("/object/metadata/labels/seen").asText().equals("yes"));
    }

    @Test
    void allThreeKindsOfPatchAreUnderstoodAndWhatTheLabCannotDoIsRefused() throws Exception {
        patch(
                "application/json-patch+json",
                DEPLOYMENT,
                "[{\"op\":\"add\",\"path\":\"/metadata/annotations/one\",\"value\":\"1\"}]");
        patch("application/merge-patch+json", DEPLOYMENT, "{\"metadata\":{\"annotations\":{\"two\":\"2\"}}}");
        patch("application/strategic-merge-patch+json", DEPLOYMENT, "{\"metadata\":{\"annotations\":{\"one\":null}}}");

        JsonNode annotations = send("GET", DEPLOYMENT, "", 200).at("/metadata/annotations");
        assertThat(annotations.path("two").asText()).isEqualTo("2");
        assertThat(annotations.has("one")).isFalse();
        HttpRequest command = request(DEPLOYMENT)
                .header("Content-Type", "application/strategic-merge-patch+json")
                .method(
                        "PATCH",
                        HttpRequest.BodyPublishers.ofString(
                                "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":"
                                        + "\"shop\",\"command\":[\"other\"]}]}}}}"))
                .build();
        HttpResponse<String> refused = HTTP.send(command, BodyHandlers.ofString());
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("the lab runs one program");
    }

    @Test
    void aChangeOfAnObjectThatAnotherClientHasChangedIsAConflict() throws Exception {
        JsonNode node = send("GET", "/api/v1/nodes/lab-1c", "", 200);
        patch("application/merge-patch+json", "/api/v1/nodes/lab-1c", "{\"metadata\":{\"labels\":{\"a\":\"b\"}}}");

        send("PUT", "/api/v1/nodes/lab-1c", node.toString(), 409);
    }

    @Test
    void onlyItsOwnerCanReadTheKubeconfig() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kubeconfig())))
                .isEqualTo("rw-------");
    }

    @Test
    void plainKubectlWorks() throws Exception {
        assumeTrue(isKubectlThere(), "skipped: no kubectl on the path");
        Path budget = Files.writeString(folder.resolve("budget.yaml"), """
                apiVersion: policy/v1
                kind: PodDisruptionBudget
                metadata: {name: shop}
                spec:
                  minAvailable: 1
                  selector: {matchLabels: {app: shop}}
                """);

        assertThat(kubectl("get", "pods", "-o", "wide"))
                .contains("1/1")
                .contains("lab-1b")
                .contains("Running");
        assertThat(kubectl("apply", "-f", budget.toString())).contains("created");
        assertThat(kubectl("apply", "-f", budget.toString())).containsPattern("unchanged|configured");
        assertThat(kubectl("scale", "deploy/shop", "--replicas=2")).contains("scaled");
        assertThat(kubectl("rollout", "status", "deploy/shop", "--timeout=20s")).contains("successfully");
        assertThat(kubectl("scale", "deploy/shop", "--replicas=3")).contains("scaled");
        assertThat(kubectl("rollout", "status", "deploy/shop", "--timeout=20s")).contains("successfully");
        assertThat(kubectl("drain", "lab-1a", "--timeout=20s")).contains("drained");
        assertThat(kubectl("get", "nodes")).contains("SchedulingDisabled");
        assertThat(kubectl("uncordon", "lab-1a")).contains("uncordoned");
        assertThat(kubectl("rollout", "restart", "deploy/shop")).contains("restarted");
        assertThat(kubectl("rollout", "status", "deploy/shop", "--timeout=30s")).contains("successfully");
        assertThat(kubectl("rollout", "undo", "deploy/shop")).contains("rolled back");
        assertThat(kubectl("rollout", "status", "deploy/shop", "--timeout=30s")).contains("successfully");
        assertThat(kubectl("delete", "pod", "-l", "crossfire.dev/replica=shop-1b-1"))
                .contains("deleted");
        assertThat(kubectl("describe", "deploy/shop")).contains("NewReplicaSet");
        assertThat(kubectl("get", "events")).contains("Scheduled");
        assertThat(kubectl("delete", "pdb", "shop")).contains("deleted");
    }

    private static String kubectl(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("kubectl", "--kubeconfig", kubeconfig().toString()));
        command.addAll(List.of(arguments));
        // What it remembers of servers goes where the test's other files go.
        command.addAll(List.of("--cache-dir", folder.resolve("kubectl").toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(command + " said " + out).isZero();
        return out;
    }

    private static boolean isKubectlThere() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(each -> Files.isExecutable(Path.of(each, "kubectl")));
    }

    private static Path kubeconfig() {
        return Path.of(ready.at("/kubernetes/kubeconfig").asText());
    }

    private static List<JsonNode> pods() throws Exception {
        return StreamSupport.stream(send("GET", PODS, "", 200).path("items").spliterator(), false)
                .toList();
    }

    private static boolean serves(JsonNode pod) {
        return !pod.at("/metadata").has("deletionTimestamp")
                && StreamSupport.stream(pod.at("/status/conditions").spliterator(), false)
                        .anyMatch(condition -> condition.path("type").asText().equals("Ready")
                                && condition.path("status").asText().equals("True"));
    }

    private static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }

    private static String uid(JsonNode object) {
        return object.at("/metadata/uid").asText();
    }

    private static String slot(JsonNode pod) {
        return pod.at("/metadata/labels").path("crossfire.dev/replica").asText();
    }

    private static void patch(String type, String path, String patch) throws Exception {
        HttpRequest request = request(path)
                .header("Content-Type", type)
                .method("PATCH", HttpRequest.BodyPublishers.ofString(patch))
                .build();
        HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static JsonNode send(String method, String path, String body, int wanted) throws Exception {
        HttpRequest request = request(path)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(wanted);
        return JSON.readTree(answer.body());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(15))
                .header(
                        "Authorization",
                        "Bearer " + ready.at("/kubernetes/token").asText());
    }

    private static URI uri(String path) {
        return URI.create(ready.at("/kubernetes/url").asText() + path);
    }
}
