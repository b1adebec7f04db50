package dev.crossfire.chaos.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.crossfire.chaos.fake.FakePair;
import dev.crossfire.chaos.faults.ConnectionRefusal;
import dev.crossfire.chaos.faults.ConnectionReset;
import dev.crossfire.chaos.faults.DatabaseUnreachable;
import dev.crossfire.chaos.faults.DatabaseUnreachable.ClientEffect;
import dev.crossfire.chaos.faults.NetworkBandwidth;
import dev.crossfire.chaos.faults.NetworkLatency;
import dev.crossfire.chaos.faults.NetworkPartition;
import dev.crossfire.chaos.toxiproxy.ToxiproxySettings.ProxyRole;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.Target;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.environment.Limits;
import dev.crossfire.model.environment.ProviderSettings;
import dev.crossfire.model.quantity.Rate;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultKind;
import dev.crossfire.testkit.FaultContract;
import dev.crossfire.testkit.MachineClock;
import java.io.Closeable;
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

/**
 * The contract of every fault that Toxiproxy makes, on a server that a subclass starts. In every build, one by a toxic and one by a
 * disabled proxy.
 */
abstract class ToxiproxyContracts {
    /** Bytes of an answer that takes long at two thousand a second, and less than it is awaited. */
    private static final int LARGE = 600;

    /** A server without proxies. */
    record Server(URI url, Closeable process) {}

    abstract Server server() throws Exception;

    @Nested
    class Latency extends OnWeb<NetworkLatency.Settings> {
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
    @Tag("acceptance")
    class Partition extends OnWeb<NetworkPartition.Settings> {
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
    @Tag("acceptance")
    class Reset extends OnWeb<ConnectionReset.Settings> {
        @Override
        protected FaultKind<ConnectionReset.Settings> kind() {
            return new ConnectionReset();
        }

        @Override
        protected ConnectionReset.Settings faultSettings() {
            return new ConnectionReset.Settings();
        }
    }

    @Nested
    class Refusal extends OnWeb<ConnectionRefusal.Settings> {
        @Override
        protected FaultKind<ConnectionRefusal.Settings> kind() {
            return new ConnectionRefusal();
        }

        @Override
        protected ConnectionRefusal.Settings faultSettings() {
            return new ConnectionRefusal.Settings();
        }
    }

    @Nested
    @Tag("acceptance")
    class Bandwidth extends OnWeb<NetworkBandwidth.Settings> {
        @Override
        protected FaultKind<NetworkBandwidth.Settings> kind() {
            return new NetworkBandwidth();
        }

        @Override
        protected NetworkBandwidth.Settings faultSettings() {
            return new NetworkBandwidth.Settings(Rate.parse("2000/s"));
        }
    }

    @Nested
    @Tag("acceptance")
    class HangingDatabase extends OnDatabase {
        @Override
        protected DatabaseUnreachable.Settings faultSettings() {
            return new DatabaseUnreachable.Settings(null);
        }
    }

    @Nested
    @Tag("acceptance")
    class RefusingDatabase extends OnDatabase {
        @Override
        protected DatabaseUnreachable.Settings faultSettings() {
            return new DatabaseUnreachable.Settings(ClientEffect.REFUSE);
        }
    }

    /** A web server behind a proxy. */
    abstract class OnWeb<S extends FaultSettings> extends FaultContract<S> {
        @Override
        protected Testbed testbed() throws Exception {
            HttpServer web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            web.createContext("/", exchange -> {
                byte[] page = new byte[LARGE];
                exchange.sendResponseHeaders(200, page.length);
                exchange.getResponseBody().write(page);
                exchange.close();
            });
            web.start();
            return Link.before(web.getAddress().getPort(), () -> web.stop(0), "http", server());
        }
    }

    /** A database behind a proxy. */
    abstract class OnDatabase extends FaultContract<DatabaseUnreachable.Settings> {
        @Override
        protected FaultKind<DatabaseUnreachable.Settings> kind() {
            return new DatabaseUnreachable();
        }

        @Override
        protected Testbed testbed() throws Exception {
            FakePair database = new FakePair();
            return Link.before(database.port(), database, "postgres", server());
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private record Link(Server toxiproxy, Closeable upstream, ProviderSettings<ToxiproxySettings, ProxyRole> settings)
            implements FaultContract.Testbed {
        static Link before(int port, Closeable upstream, String protocol, Server toxiproxy) throws Exception {
            int front = freePort();
            new ToxiproxyApi(toxiproxy.url()).create("link", "127.0.0.1:" + front, "127.0.0.1:" + port, true);
            ProxyRole role = new ProxyRole("link", protocol + "://127.0.0.1:" + front, null);
            return new Link(
                    toxiproxy,
                    upstream,
                    new ProviderSettings<>(new ToxiproxySettings(toxiproxy.url()), Map.of("shop-to-link", role)));
        }

        private EnvironmentSpec spec() {
            return new EnvironmentSpec("laptop", null, false, Limits.NONE, Map.of("toxiproxy", settings));
        }

        @Override
        public Environment open() throws Exception {
            return new ToxiproxyProvider().open(spec(), settings, new MachineClock());
        }

        @Override
        public List<Target> targets() {
            return new ToxiproxyProvider()
                    .declared(spec(), settings)
                    .inventory()
                    .targets();
        }

        @Override
        public Target unfitTarget() {
            return new Target("link", ToxiproxyProvider.TYPE, "link", null, Set.of(), Map.of());
        }

        @Override
        public void assertNoLeftovers() throws Exception {
            try (Environment environment = open()) {
                assertThat(environment.leftovers()).isEmpty();
            }
            assertThat(new ToxiproxyApi(toxiproxy.url()).proxy("link").orElseThrow())
                    .satisfies(link -> assertThat(link.enabled()).isTrue())
                    .satisfies(link -> assertThat(link.toxics()).isEmpty());
        }

        @Override
        public void close() throws IOException, FaultException {
            upstream.close();
            toxiproxy.process().close();
        }
    }
}
