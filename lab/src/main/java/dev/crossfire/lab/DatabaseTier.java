package dev.crossfire.lab;

import dev.crossfire.lab.failover.FailoverController;
import dev.crossfire.lab.failover.FailoverSettings;
import dev.crossfire.lab.failover.PairRoles;
import dev.crossfire.lab.failover.WriterFollowers;
import dev.crossfire.lab.failover.WriterFollowers.WriterFollower;
import dev.crossfire.lab.link.Link;
import dev.crossfire.lab.link.LinkSettings;
import dev.crossfire.lab.postgres.Logins.Login;
import dev.crossfire.lab.postgres.Roles;
import dev.crossfire.lab.postgres.Server;
import dev.crossfire.lab.postgres.Setting;
import dev.crossfire.lab.process.PartFailedException;
import dev.crossfire.lab.shop.Schema;
import dev.crossfire.lab.shop.Schema.Constraint;
import dev.crossfire.lab.truth.TruthLog.TruthEvent;
import dev.crossfire.lab.zone.ZoneSupply;
import dev.crossfire.lab.zone.ZoneSupply.ZoneSupplies;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The database tier: a writer in zone a, a reader in zone b, the links that lead to them, and the failover controller.
 *
 * <p>The shop and the observers have an endpoint each, so that a fault on the shop's way to its database does not blind
 * observers of the database itself.
 */
final class DatabaseTier implements AutoCloseable {
    /** Longer than any failover should take; the clients' own time-outs end before. */
    private static final Duration HOLD = Duration.ofSeconds(30);

    /**
     * How the shop uses the database.
     *
     * @param missing what the tables do not forbid
     * @param staleFor how long the shop goes on using the address of a writer that is no more
     * @param timer waits for that
     */
    record ShopSide(Set<Constraint> missing, Duration staleFor, ScheduledExecutorService timer) {}

    private final FailoverSettings settings;
    private final ShopSide shopSide;
    private final Setting setting;
    private final Server first;
    private final Server second;
    private final Link endpoint;
    private final Link observers;
    private final Link replication;
    private final FailoverController supervisor;

    DatabaseTier(
            FailoverSettings settings,
            Setting setting,
            Server first,
            Server second,
            ZoneSupplies supplies,
            Clock clock,
            ShopSide shopSide)
            throws IOException {
        this.shopSide = shopSide;
        this.settings = settings;
        this.setting = setting;
        this.first = first;
        this.second = second;
        this.endpoint = Link.open(LinkSettings.named("shop-to-database").holding(HOLD));
        this.observers = Link.open(LinkSettings.named("observer-to-database").holding(HOLD));
        this.replication = Link.open(LinkSettings.named("primary-to-standby").leadingTo(local(first.port())));
        this.supervisor = new FailoverController(
                settings,
                new PairRoles(first, second, PairRoles.PairState.REDUNDANT),
                new WriterFollowers(clients(), follower(replication), port(replication)),
                supplies,
                setting.truth(),
                clock);
        Stream.of(first, second).forEach(server -> supplies.power().connect(server.zone(), powered(server)));
    }

    /**
     * Makes the pair's files, starts the writer with the shop's tables, and accepts clients, whose connections were
     * held until now.
     */
    void startWriter() throws IOException, SQLException, PartFailedException, InterruptedException {
        first.create();
        // Copied before it runs: no backup is needed, and the log it reads begins where the copy ends.
        second.createReaderOf(first, port(replication));
        first.start();
        Roles.furnish(first);
        try (Connection shop = DriverManager.getConnection(url(first.port()), shop().user(), shop().password())) {
            Schema.ensure(shop);
            for (Constraint constraint : shopSide.missing()) {
                Schema.drop(constraint, shop);
            }
        }
        follower(endpoint, observers).to(first.port());
    }

    /** Starts the reader. */
    void startReader() throws SQLException, PartFailedException {
        Roles.attach(first, second, settings.synchronous());
        setting.truth().write(TruthEvent.REDUNDANT, second.name(), second.pid().orElse(null), "");
    }

    /** Returns the name of the server that begins as the writer. */
    String name() {
        return first.name();
    }

    /** Returns the port for the shop's own clients. */
    int shopPort() {
        return port(endpoint);
    }

    /** Returns the address for observers. */
    String observerUrl() {
        return url(port(observers));
    }

    /** Returns where observers log in. */
    ReadyLine.Observed access() {
        Login observer = setting.logins().observer();
        return new ReadyLine.Observed(observerUrl(), observer.user(), observer.password());
    }

    /** Returns the user that owns the shop's tables. */
    Login shop() {
        return setting.logins().shop();
    }

    /** Returns the link that the shop comes by. */
    Link endpoint() {
        return endpoint;
    }

    /** Returns the link for observers. */
    Link observers() {
        return observers;
    }

    /** Returns the link by which the reader follows the writer. */
    Link replication() {
        return replication;
    }

    /** Returns both servers, whatever they do now. */
    List<Server> servers() {
        return List.of(first, second);
    }

    /** Returns the failover controller of the pair. */
    FailoverController supervisor() {
        return supervisor;
    }

    /** Returns whether no server runs. */
    boolean hasExited() {
        return Stream.of(first, second).allMatch(server -> server.pid().isEmpty());
    }

    /** Lets everything end; returns when the links are closed, the servers may need a moment longer. */
    @Override
    public void close() {
        supervisor.close();
        first.close();
        second.close();
        endpoint.close();
        observers.close();
        replication.close();
    }

    private ZoneSupply.Dependent powered(Server server) {
        return new ZoneSupply.Dependent() {
            @Override
            public void lost(String reason) {
                supervisor.lose(server, reason);
            }

            @Override
            public void back() {
                supervisor.regain(server);
            }
        };
    }

    private WriterFollower clients() {
        if (shopSide.staleFor().isZero()) {
            return follower(endpoint, observers);
        }
        WriterFollower shop = follower(endpoint);
        WriterFollower others = follower(observers);
        return new WriterFollower() {
            @Override
            @SuppressWarnings("FutureReturnValueIgnored") // nothing waits for it, and repointing a link cannot fail
            public void to(int port) {
                others.to(port);
                shopSide.timer()
                        .schedule(() -> shop.to(port), shopSide.staleFor().toMillis(), TimeUnit.MILLISECONDS);
            }

            @Override
            public void cut() {
                others.cut();
                shop.cut();
            }
        };
    }

    private static WriterFollower follower(Link... links) {
        return new WriterFollower() {
            @Override
            public void to(int port) {
                Stream.of(links).forEach(link -> link.repoint(local(port)));
            }

            @Override
            public void cut() {
                Stream.of(links).forEach(Link::detach);
            }
        };
    }

    private static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + Setting.DATABASE;
    }

    private static int port(Link link) {
        return link.address().getPort();
    }

    private static InetSocketAddress local(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
