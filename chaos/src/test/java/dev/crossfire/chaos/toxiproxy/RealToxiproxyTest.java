package dev.crossfire.chaos.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.crossfire.chaos.faults.ConnectionReset;
import dev.crossfire.chaos.faults.NetworkLatency;
import dev.crossfire.chaos.faults.NetworkPartition;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.Target;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.environment.Limits;
import dev.crossfire.model.environment.ProviderSettings;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultKind;
import dev.crossfire.testkit.FaultContract;
import dev.crossfire.testkit.MachineClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * The contract of every fault that toxics make, on a real Toxiproxy server: the one whose program the variable
 * {@code CROSSFIRE_TOXIPROXY} names. Skipped without it.
 */
@Tag("live")
@EnabledIfEnvironmentVariable(
        named = RealToxiproxyTest.VARIABLE,
        matches = ".+",
        disabledReason = "it names no Toxiproxy program")
class RealToxiproxyTest {
    static final String VARIABLE = "CROSSFIRE_TOXIPROXY";

    @Nested
    class Latency extends OnToxiproxy<NetworkLatency.Settings> {
        @Override
        protected FaultKind<NetworkLatency.Settings> kind() {
            return new NetworkLatency();
        }

        @Override
        protected NetworkLatency.Settings faultSettings() {
            return new NetworkLatency.Settings(Duration.ofMillis(200), Duration.ofMillis(20));
        }
    }

    @Nested
    class Partition extends OnToxiproxy<NetworkPartition.Settings> {
        @Override
        protected FaultKind<NetworkPartition.Settings> kind() {
            return new NetworkPartition();
        }

        @Override
        protected NetworkPartition.Settings faultSettings() {
            return new NetworkPartition.Settings(null);
        }
    }

    @Nested
    class Reset extends OnToxiproxy<ConnectionReset.Settings> {
        @Override
        protected FaultKind<ConnectionReset.Settings> kind() {
            return new ConnectionReset();
        }

        @Override
        protected ConnectionReset.Settings faultSettings() {
            return new ConnectionReset.Settings();
        }
    }

    /** A web server behind a proxy. */
    abstract static class OnToxiproxy<S extends FaultSettings> extends FaultContract<S> {
        @Override
        protected Testbed testbed() throws Exception {
            return Link.start(String.valueOf(System.getenv(VARIABLE)));
        }
    }

    private record Link(
            Process toxiproxy,
            HttpServer web,
            ProviderSettings<ToxiproxySettings, ToxiproxySettings.ProxyRole> settings)
            implements FaultContract.Testbed {
        static Link start(String program) throws Exception {
            InetAddress here = InetAddress.getLoopbackAddress();
            HttpServer web = HttpServer.create(new InetSocketAddress(here, 0), 0);
            web.createContext("/", exchange -> {
                exchange.sendResponseHeaders(204, -1);
                exchange.close();
            });
            web.start();
            int api = freePort();
            int front = freePort();
            Process toxiproxy = new ProcessBuilder(program, "-host", "127.0.0.1", "-port", Integer.toString(api))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            URI url = URI.create("http://127.0.0.1:" + api);
            await().ignoreExceptions()
                    .until(() -> new ToxiproxyApi(url).proxies().isEmpty());
            new ToxiproxyApi(url)
                    .create(
                            "web",
                            "127.0.0.1:" + front,
                            "127.0.0.1:" + web.getAddress().getPort(),
                            true);
            return new Link(
                    toxiproxy,
                    web,
                    new ProviderSettings<>(
                            new ToxiproxySettings(url),
                            Map.of(
                                    "shop-to-web",
                                    new ToxiproxySettings.ProxyRole("web", "http://127.0.0.1:" + front + "/", null))));
        }

        private static int freePort() throws IOException {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            }
        }

        @Override
        public Environment open() throws Exception {
            EnvironmentSpec spec =
                    new EnvironmentSpec("laptop", null, false, Limits.NONE, Map.of("toxiproxy", settings));
            return new ToxiproxyProvider().open(spec, settings, new MachineClock());
        }

        @Override
        public List<Target> targets() {
            EnvironmentSpec spec =
                    new EnvironmentSpec("laptop", null, false, Limits.NONE, Map.of("toxiproxy", settings));
            return new ToxiproxyProvider().declared(spec, settings).inventory().targets();
        }

        @Override
        public Target unfitTarget() {
            return new Target("web", ToxiproxyProvider.TYPE, "web", null, Set.of(), Map.of());
        }

        @Override
        public void assertNoLeftovers() throws Exception {
            try (Environment environment = open()) {
                assertThat(environment.leftovers()).isEmpty();
            }
        }

        @Override
        public void close() throws IOException, FaultException {
            web.stop(0);
            toxiproxy.destroyForcibly();
        }
    }
}
