package dev.crossfire.lab.balancer;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.crossfire.lab.StalledClients;
import dev.crossfire.lab.balancer.Backend.BackendStatus;
import dev.crossfire.lab.balancer.BalancerSettings.HealthCheckSettings;
import dev.crossfire.lab.balancer.FakeReplica.Manner;
import dev.crossfire.testkit.starvation.TimingError;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class BalancerTest {
    private static final HealthCheckSettings FAST =
            new HealthCheckSettings("/health", Duration.ofMillis(20), Duration.ofSeconds(2), 1, 2);
    /** One check at the beginning and then none: what happens between two checks. */
    private static final HealthCheckSettings ONCE =
            new HealthCheckSettings("/health", Duration.ofHours(1), Duration.ofSeconds(2), 1, 1);

    private static final Duration SOON = Duration.ofSeconds(3);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private FakeReplica one;
    private FakeReplica two;
    private Balancer balancer;

    @BeforeEach
    void open() throws IOException {
        one = new FakeReplica("one");
        two = new FakeReplica("two");
        balancer = start(BalancerSettings.usual().checking(FAST));
    }

    @AfterEach
    void close() {
        balancer.close();
        one.close();
        two.close();
    }

    @Test
    void spreadsRequestsEvenlyOverHealthyBackends() throws Exception {
        use(balancer, one, two);
        for (int i = 0; i < 10; i++) {
            assertThat(get("/").statusCode()).isEqualTo(200);
        }
        assertThat(one.requests).hasValue(5);
        assertThat(two.requests).hasValue(5);
    }

    @Test
    void theStatusIsAnsweredWhileHundredsOfConnectionsStall() throws Exception {
        use(balancer, one, two);
        try (var stalled = StalledClients.at(
                balancer.statusAddress(),
                300,
                "",
                "GET / HTTP/1.1\r\nX-",
                "POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\n{")) {
            HttpRequest status =
                    request(balancer.statusAddress(), "/").timeout(SOON).build();
            assertThat(client.send(status, BodyHandlers.ofString()).body()).contains("\"backends\"");
            assertThat(stalled.isFirstClosed(1)).isFalse();
        }
    }

    @Test
    void ordersWhoseBodiesStallTakeNoBackendAndKeepNoOtherOut() throws Exception {
        use(balancer, one, two);
        // More than the balancer has connections to its backends, and more than it waits for.
        try (var stalled = StalledClients.at(
                balancer.address(), 700, "POST /orders HTTP/1.1\r\nHost: shop\r\nContent-Length: 9\r\n\r\n{\"seat\"")) {
            HttpRequest order = request("/orders")
                    .POST(BodyPublishers.ofString("{\"seat\":1}"))
                    .timeout(SOON)
                    .build();
            HttpResponse<String> answer = client.send(order, BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(one.requests.get() + two.requests.get()).isEqualTo(1);
            assertThat(stalled.isFirstClosed(1_000)).isTrue();
        }
    }

    @Test
    void aBodyReachesTheBackendWholeAndOneThatIsTooLongDoesNot() throws Exception {
        use(balancer, one);
        String longest = "x".repeat(8 * 1024);

        assertThat(post(BodyPublishers.ofString(longest)).statusCode()).isEqualTo(200);
        assertThat(one.lastBody).isEqualTo(longest);
        assertThat(post(BodyPublishers.ofByteArrays(List.of("in ".getBytes(US_ASCII), "chunks".getBytes(US_ASCII))))
                        .statusCode())
                .isEqualTo(200);
        assertThat(one.lastBody).isEqualTo("in chunks");
        assertThat(post(BodyPublishers.ofString(longest + "x")).statusCode()).isEqualTo(413);
        assertThat(one.requests).hasValue(2);
    }

    private HttpResponse<String> post(HttpRequest.BodyPublisher body) throws Exception {
        return client.send(
                request("/orders")
                        .expectContinue(false)
                        .POST(body)
                        .timeout(SOON)
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void takesAnUnhealthyBackendOutAndBringsItBack() throws Exception {
        use(balancer, one, two);
        one.healthy = false;
        await().until(() -> up(balancer) == 1);
        assertThat(answersOf(4)).containsExactly("two");
        BackendStatus sick = balancer.status().backends().stream()
                .filter(backend -> !backend.up())
                .findFirst()
                .orElseThrow();
        assertThat(sick.url()).isEqualTo(one.uri().toString());
        assertThat(sick.problem()).isEqualTo("answered 500; expected 200");

        one.healthy = true;
        await().until(() -> up(balancer) == 2);
        assertThat(answersOf(4)).containsExactly("one", "two");
    }

    @Test
    void changesItsBackendsWhileItRuns() throws Exception {
        use(balancer, one);
        assertThat(answersOf(4)).containsExactly("one");
        use(balancer, two);
        assertThat(answersOf(4)).containsExactly("two");
        balancer.remove(two.uri());
        assertThat(get("/").statusCode()).isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "POST"})
    void neverRetriesWhatABackendBrokeOff(String method) throws Exception {
        use(balancer, one, two);
        one.manner = Manner.BREAKS_OFF;
        two.manner = Manner.BREAKS_OFF;
        HttpResponse<String> answer =
                client.send(request("/").method(method, BodyPublishers.noBody()).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("\"error\":\"broken\"");
        assertThat(one.requests.get() + two.requests.get()).isEqualTo(1);
    }

    /** What a balancer of layer 4 takes for healthy: the flaw health-check-too-shallow. */
    @Test
    void aCheckThatOnlyConnectsKeepsABackendThatFails() throws Exception {
        HealthCheckSettings shallow = new HealthCheckSettings("", FAST.interval(), FAST.limit(), 1, 1);
        one.manner = Manner.SAYS_503;
        try (Balancer blind = start(BalancerSettings.usual().checking(shallow))) {
            use(blind, one);
            await().atMost(SOON).until(() -> blind.status().backends().get(0).checks() > 3);
            assertThat(blind.status().backends().get(0).up()).isTrue();
            one.vanish();
            await().atMost(SOON).until(() -> !blind.status().backends().get(0).up());
        }
    }

    @Test
    void says502WhenABackendCannotBeReached() throws Exception {
        try (Balancer blind = start(BalancerSettings.usual().checking(ONCE));
                FakeReplica doomed = new FakeReplica("doomed")) {
            use(blind, doomed);
            doomed.vanish();
            HttpResponse<String> answer = send(blind.address(), "/");
            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(answer.body()).contains("\"error\":\"unreachable\"");
        }
    }

    @Test
    void answers503WhenNoBackendIsHealthy() throws Exception {
        HttpResponse<String> answer = get("/");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("\"error\":\"no-backend\"");
        assertThat(balancer.status().ownAnswers()).containsEntry("no-backend", 1L);
    }

    @Test
    void answers504WhenABackendTakesTooLong() throws Exception {
        BalancerSettings brief = BalancerSettings.usual().checking(FAST).limitedTo(Duration.ofMillis(300));
        try (Balancer impatient = start(brief)) {
            use(impatient, one);
            one.manner = Manner.HANGS;
            Instant start = Instant.now();
            HttpResponse<String> answer = send(impatient.address(), "/");
            assertThat(answer.statusCode()).isEqualTo(504);
            Duration took = Duration.between(start, Instant.now());
            TimingError.unless(() -> assertThat(took).isBetween(Duration.ofMillis(300), Duration.ofSeconds(3)));
        }
    }

    @Test
    void passesABackendsOwn503On() throws Exception {
        use(balancer, one);
        one.manner = Manner.SAYS_503;
        HttpResponse<String> answer = get("/");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("mine");
        assertThat(balancer.status().ownAnswers()).isEmpty();
    }

    @Test
    void refusesRequestsBeyondItsLimits() throws Exception {
        BalancerSettings narrow = new BalancerSettings(0, 0, Duration.ofSeconds(5), 2, 64, 64, FAST);
        try (Balancer small = start(narrow)) {
            use(small, one);
            one.manner = Manner.HANGS;
            List<CompletableFuture<HttpResponse<String>>> crowd = Stream.generate(() -> request(small.address(), "/"))
                    .limit(3)
                    .map(request -> client.sendAsync(request.build(), BodyHandlers.ofString()))
                    .toList();
            await().until(() -> crowd.stream().anyMatch(CompletableFuture::isDone));
            HttpResponse<String> answer = crowd.stream()
                    .filter(CompletableFuture::isDone)
                    .findFirst()
                    .orElseThrow()
                    .join();
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("\"error\":\"overloaded\"");
            assertThat(crowd).filteredOn(CompletableFuture::isDone).hasSize(1);
        }
    }

    @Test
    void reportsItsStatusOnAPortOfItsOwn() throws Exception {
        use(balancer, one);
        get("/");
        JsonNode status =
                new JsonMapper().readTree(send(balancer.statusAddress(), "/").body());
        assertThat(status.path("requests").asLong()).isEqualTo(1);
        JsonNode backend = status.path("backends").path(0);
        assertThat(backend.path("url").asText()).isEqualTo(one.uri().toString());
        assertThat(backend.path("up").asBoolean()).isTrue();
        assertThat(Instant.parse(backend.path("since").asText())).isBefore(Instant.now());
    }

    @Test
    void reportsThePortThatItCouldNotOpen() {
        int taken = balancer.address().getPort();
        assertThatThrownBy(() ->
                        start(BalancerSettings.usual().listeningOn(taken, 0)).close())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("balancer cannot listen on ports " + taken);
    }

    private static Balancer start(BalancerSettings settings) throws IOException {
        return Balancer.start(settings, InstantSource.system());
    }

    /** Makes these its backends and waits until they are in. */
    private static void use(Balancer balancer, FakeReplica... replicas) {
        List<URI> uris = List.of(replicas).stream().map(FakeReplica::uri).toList();
        balancer.replace(uris);
        await().until(() -> up(balancer) == uris.size());
    }

    private static long up(Balancer balancer) {
        return balancer.status().backends().stream().filter(BackendStatus::up).count();
    }

    private Set<String> answersOf(int requests) throws Exception {
        Set<String> answers = new TreeSet<>();
        for (int i = 0; i < requests; i++) {
            answers.add(get("/").body());
        }
        return answers;
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(balancer.address(), path);
    }

    private HttpResponse<String> send(InetSocketAddress to, String path) throws Exception {
        return client.send(request(to, path).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return request(balancer.address(), path);
    }

    private static HttpRequest.Builder request(InetSocketAddress to, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + to.getPort() + path));
    }
}
