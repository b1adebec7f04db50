package dev.crossfire.chaos.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.crossfire.chaos.disruption.Disruption;
import dev.crossfire.chaos.disruption.Disruption.DisruptionSpec;
import dev.crossfire.chaos.disruption.Disruption.InjectionStep;
import dev.crossfire.chaos.faults.DatabaseUnreachable;
import dev.crossfire.chaos.faults.DatabaseUnreachable.ClientEffect;
import dev.crossfire.chaos.faults.NetworkBandwidth;
import dev.crossfire.chaos.faults.NetworkLatency;
import dev.crossfire.chaos.faults.NetworkPartition;
import dev.crossfire.chaos.injection.PreparedInjection;
import dev.crossfire.model.Capability;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.environment.Limits;
import dev.crossfire.model.environment.ProviderSettings;
import dev.crossfire.model.quantity.Rate;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.Environment.EnvironmentClaim;
import dev.crossfire.spi.EnvironmentException;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultException.NotInjectedException;
import dev.crossfire.testkit.MachineClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked of Toxiproxy, and what follows when it refuses; {@link RealToxiproxyTest} asks a real one. */
class ToxiproxyEnvironmentTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final FaultSettings REFUSING = new DatabaseUnreachable.Settings(ClientEffect.REFUSE);

    /** The state of the server, as GET /proxies answers it. */
    private final ObjectNode proxies = JSON.createObjectNode();

    private String refusedStream = "none";
    private boolean refusesToDisable;
    private boolean isHealedBeforeItDisables;
    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        addProxy(JSON.createObjectNode()
                .put("name", "cache")
                .put("upstream", "127.0.0.1:6379")
                .put("enabled", true));
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void aDelayIsOnWhatTheTargetSendsAndIsNamedByItsRun() throws Exception {
        PreparedInjection injection =
                prepare(Capability.LATENCY, new NetworkLatency.Settings(Duration.ofMillis(300), Duration.ofMillis(20)));
        assertThat(toxics()).isEmpty();
        injection.start();
        JsonNode toxic = toxics().get(0);
        assertThat(toxic.path("name").asText()).isEqualTo("crossfire.run-1.slow.downstream");
        assertThat(toxic.path("type").asText()).isEqualTo("latency");
        assertThat(toxic.path("toxicity").asDouble()).isEqualTo(1);
        assertThat(toxic.path("attributes").path("latency").asInt()).isEqualTo(300);
        assertThat(toxic.path("attributes").path("jitter").asInt()).isEqualTo(20);
        assertThat(open().leftovers()).singleElement().satisfies(left -> {
            assertThat(left.run()).isEqualTo("run-1");
            assertThat(left.fault()).isEqualTo("slow");
            assertThat(left.what()).isEqualTo("toxic latency of proxy cache");
        });
    }

    @Test
    void aBandwidthIsInWholeKilobytesOfWhatTheTargetSends() throws Exception {
        prepare(Capability.BANDWIDTH, new NetworkBandwidth.Settings(Rate.parse("64400/s")))
                .start();
        JsonNode toxic = toxics().get(0);
        assertThat(toxic.path("type").asText()).isEqualTo("bandwidth");
        assertThat(toxic.path("stream").asText()).isEqualTo("downstream");
        assertThat(toxic.path("attributes").path("rate").asInt()).isEqualTo(64);
    }

    @Test
    void aPartitionThatIsRefusedInPartIsTakenBack() throws Exception {
        refusedStream = "upstream";
        PreparedInjection injection = prepare(Capability.PARTITION, new NetworkPartition.Settings(null));
        assertThatThrownBy(injection::start)
                .isExactlyInstanceOf(FaultException.class)
                .hasMessageContaining("it was injected in part, and taken back: Toxiproxy at http://127.0.0.1:");
        assertThat(toxics()).isEmpty();
    }

    @Test
    void oneThatIsRefusedAsAWholeWasNotInjected() throws Exception {
        refusedStream = "downstream";
        PreparedInjection injection = prepare(Capability.PARTITION, new NetworkPartition.Settings(null));
        assertThatThrownBy(injection::start)
                .isInstanceOf(NotInjectedException.class)
                .hasMessageContaining("with 500: no such stream");
        assertThat(injection.awaitEnd().begun()).isFalse();
    }

    @Test
    void healingLeavesTheToxicsOfOthersAlone() throws Exception {
        proxies.withObject("/cache").withArray("toxics").addObject().put("name", "crossfire.run-2.slow.downstream");
        proxies.withObject("/cache").withArray("toxics").addObject().put("name", "latency_downstream");
        prepare(Capability.PARTITION, new NetworkPartition.Settings(null)).start();
        assertThat(toxics()).hasSize(4);
        assertThat(disruption().left("run-1", "slow", Map.of()).cleared()).isFalse();
        disruption().undo("run-1", "slow", Map.of());
        assertThat(toxics()).hasSize(2);
        assertThat(disruption().left("run-1", "slow", Map.of()).cleared()).isTrue();
    }

    @Test
    void aRefusingDatabaseIsADisabledProxyWithAMarkFromWhichAnotherProcessEnablesIt() throws Exception {
        prepare(Capability.UNREACHABLE, REFUSING).start();
        assertThat(proxies.path("cache").path("enabled").asBoolean()).isFalse();
        JsonNode mark = toxics().get(0);
        assertThat(mark.path("name").asText()).isEqualTo("crossfire.run-1.slow.disabled");
        assertThat(mark.path("attributes").path("latency").asInt()).isZero();
        assertThat(disruption().left("run-1", "slow", Map.of()).cleared()).isFalse();
        Environment another = open();
        assertThat(another.leftovers()).singleElement().satisfies(left -> {
            assertThat(left.what()).isEqualTo("the disabled proxy cache");
            another.clear(left);
            another.clear(left);
        });
        assertThat(proxies.path("cache").path("enabled").asBoolean()).isTrue();
        assertThat(toxics()).isEmpty();
        assertThat(disruption().left("run-1", "slow", Map.of()).cleared()).isTrue();
    }

    @Test
    void aProxyThatCannotBeDisabledIsLeftAsItWas() throws Exception {
        refusesToDisable = true;
        PreparedInjection injection = prepare(Capability.UNREACHABLE, REFUSING);
        assertThatThrownBy(injection::start)
                .isExactlyInstanceOf(FaultException.class)
                .hasMessageContaining("it was injected in part, and taken back");
        assertThat(proxies.path("cache").path("enabled").asBoolean()).isTrue();
        assertThat(toxics()).isEmpty();
    }

    /** By another process, while this one was stopped between the mark and the request. */
    @Test
    void aProxyWhoseMarkIsGoneIsEnabledAgain() throws Exception {
        isHealedBeforeItDisables = true;
        PreparedInjection injection = prepare(Capability.UNREACHABLE, REFUSING);
        assertThatThrownBy(injection::start)
                .hasMessageContaining("the fault was healed while it disabled the proxy cache");
        assertThat(proxies.path("cache").path("enabled").asBoolean()).isTrue();
        assertThat(toxics()).isEmpty();
    }

    @Test
    void aProxyIsEnabledWhenTheLastFaultThatDisabledItIsHealedAndNotIfOthersHaveDisabledIt() throws Exception {
        PreparedInjection second = prepare("run-1", "other", Capability.UNREACHABLE, REFUSING);
        prepare(Capability.UNREACHABLE, REFUSING).start();
        second.start();
        disruption().undo("run-1", "slow", Map.of());
        assertThat(proxies.path("cache").path("enabled").asBoolean()).isFalse();
        disruption().undo("run-1", "other", Map.of());
        assertThat(proxies.path("cache").path("enabled").asBoolean()).isTrue();
        proxies.withObject("/cache").put("enabled", false);
        disruption().undo("run-1", "other", Map.of());
        assertThat(proxies.path("cache").path("enabled").asBoolean()).isFalse();
    }

    @Test
    void aLinkOffersWhatItsProbeCanSee() throws Exception {
        assertThat(open().inventory().targets()).allSatisfy(target -> assertThat(target.capabilities())
                .doesNotContain(Capability.UNREACHABLE, Capability.BANDWIDTH)
                .contains(Capability.REFUSAL));
    }

    @Test
    void aProxyThatIsMissingOrDisabledIsNoTarget() throws Exception {
        proxies.withObject("/cache").put("enabled", false);
        assertThatThrownBy(() -> prepare(Capability.PARTITION, new NetworkPartition.Settings(null)))
                .hasMessage("the proxy cache is missing or disabled; expected one that takes connections");
        proxies.set("queue", proxies.remove("cache"));
        proxies.withObject("/queue").put("name", "queue");
        assertThatThrownBy(this::open)
                .isInstanceOf(EnvironmentException.class)
                .hasMessage("missing proxy cache of role shop-to-cache; expected one of [queue]");
    }

    @Test
    void aServerThatIsAwayIsNamed() {
        server.stop(0);
        assertThatThrownBy(this::open)
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("Toxiproxy at http://127.0.0.1:"
                        + server.getAddress().getPort() + " cannot be reached; start it, or mend its url");
    }

    @Test
    void oneRunAtATimeClaimsAServerAndAClaimExpires() throws Exception {
        EnvironmentClaim first = open().claim("run-1", LONG);
        open().claim("run-1", LONG);
        first.renew();
        assertThatThrownBy(() -> open().claim("run-2", LONG))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("run run-1 has claimed the environment");
        assertThat(open().leftovers()).extracting(left -> left.run()).containsExactly("run-1");

        proxies.withObject("/" + ProxyClaim.NAME).put("upstream", "run-1@1000");
        assertThat(open().leftovers()).isEmpty();
        EnvironmentClaim second = open().claim("run-2", LONG);
        assertThatThrownBy(first::renew).hasMessageContaining("run run-2 has claimed the environment");
        first.release();
        second.renew();
        second.release();
        assertThat(proxies.has(ProxyClaim.NAME)).isFalse();
        assertThatThrownBy(second::renew).hasMessageContaining("has lost its claim");
    }

    private PreparedInjection prepare(Capability capability, FaultSettings settings) throws Exception {
        return prepare("run-1", "slow", capability, settings);
    }

    private PreparedInjection prepare(String run, String fault, Capability capability, FaultSettings settings)
            throws Exception {
        InjectionStep step = new InjectionStep(
                new DisruptionSpec(capability, settings), open().inventory().targets(), Duration.ZERO, LONG);
        return disruption().prepare(run, fault, List.of(step));
    }

    private Disruption disruption() throws Exception {
        Environment environment = open();
        return environment.capability(environment.inventory().targets().get(0), Disruption.class);
    }

    private Environment open() throws EnvironmentException {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        ProviderSettings<ToxiproxySettings, ToxiproxySettings.ProxyRole> settings = new ProviderSettings<>(
                new ToxiproxySettings(url),
                Map.of("shop-to-cache", new ToxiproxySettings.ProxyRole("cache", "redis://127.0.0.1:16379", null)));
        EnvironmentSpec spec = new EnvironmentSpec("laptop", null, false, Limits.NONE, Map.of("toxiproxy", settings));
        return new ToxiproxyProvider().open(spec, settings, new MachineClock());
    }

    private JsonNode toxics() {
        return proxies.path("cache").path("toxics");
    }

    private void addProxy(ObjectNode proxy) {
        proxy.putArray("toxics");
        proxies.set(proxy.path("name").asText(), proxy);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/", -1);
        byte[] body = exchange.getRequestBody().readAllBytes();
        switch (exchange.getRequestMethod() + " " + (path.length - 1)) {
            case "GET 1" -> reply(exchange, 200, proxies.toString());
            case "POST 1" -> create(exchange, (ObjectNode) JSON.readTree(body));
            case "POST 2" -> {
                if (refusesToDisable) {
                    reply(exchange, 500, "no");
                    return;
                }
                if (isHealedBeforeItDisables) {
                    proxies.withObject("/" + path[2]).withArray("toxics").removeAll();
                }
                proxies.withObject("/" + path[2]).setAll((ObjectNode) JSON.readTree(body));
                reply(exchange, 200, "{}");
            }
            case "DELETE 2" -> reply(exchange, proxies.remove(path[2]) == null ? 404 : 204, "");
            case "POST 3" -> addToxic(exchange, path[2], (ObjectNode) JSON.readTree(body));
            default -> {
                for (int i = toxics().size() - 1; i >= 0; i--) {
                    if (toxics().get(i).path("name").asText().equals(path[4])) {
                        proxies.withObject("/" + path[2]).withArray("toxics").remove(i);
                    }
                }
                reply(exchange, 204, "");
            }
        }
    }

    private void create(HttpExchange exchange, ObjectNode proxy) throws IOException {
        boolean known = proxies.has(proxy.path("name").asText());
        if (!known) {
            addProxy(proxy);
        }
        reply(exchange, known ? 409 : 201, "{}");
    }

    private void addToxic(HttpExchange exchange, String proxy, ObjectNode toxic) throws IOException {
        boolean refused = toxic.path("stream").asText().equals(refusedStream);
        if (!refused) {
            proxies.withObject("/" + proxy).withArray("toxics").add(toxic);
        }
        reply(exchange, refused ? 500 : 200, refused ? "no such stream" : "{}");
    }

    private static void reply(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
