package dev.crossfire.lab.shop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.zaxxer.hikari.HikariDataSource;
import dev.crossfire.lab.http.BodyBufferingHandler;
import dev.crossfire.lab.http.LoopbackListener;
import dev.crossfire.lab.shop.JsonHandler.ShopJson;
import dev.crossfire.lab.shop.ReplicaHealth.Gauges;
import dev.crossfire.lab.shop.WarmUp.FailoverWarmUp;
import dev.crossfire.lab.time.LabClock;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.RoutingHandler;
import io.undertow.server.handlers.BlockingHandler;
import io.undertow.server.handlers.GracefulShutdownHandler;
import io.undertow.server.handlers.RequestLimitingHandler;
import io.undertow.server.handlers.SetHeaderHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.logging.Logger;

/**
 * One replica of the ticket shop.
 *
 * <p>As a program it is set by environment variables ({@link ShopSettings#from}), prints one line of JSON when it is
 * healthy, and ends at SIGTERM or, unless configured otherwise, at the end of its standard input.
 */
public final class Shop implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Shop.class.getName());

    /**
     * Longer than the balancer keeps an idle connection, so that the shop never closes one that the balancer is about
     * to use.
     */
    private static final Duration IDLE_LIMIT = Duration.ofMinutes(2);

    private static final Duration FAREWELL = Duration.ofSeconds(2);
    private static final int LARGEST_BODY = 8 * 1024;
    private static final int MOST_STALLED_BODIES = 256;

    /** The one line a program prints when it is ready. */
    private record ShopReady(String ready, String name, int port, boolean warm) {}

    private final ShopSettings settings;
    private final HikariDataSource database;
    private final EventCache cache;
    private final OrderBook orders;
    private final ReplicaHealth health;
    private final Gauges gauges = new Gauges();
    private final FailoverWarmUp losses;
    private final GracefulShutdownHandler gate;
    private final Undertow server;
    private boolean warm;

    private Shop(ShopSettings settings) {
        this.settings = settings;
        database = ConnectionPools.open(settings.database());
        losses = new FailoverWarmUp(settings.database(), settings.warmUp());
        cache = new EventCache(settings.cache(), LabClock::nanos);
        health = new ReplicaHealth(settings.name(), database, cache, gauges);
        orders = new OrderBook(database, settings.behaviour());
        // A caller that waits for another's load waits as long as that one may take.
        Duration longestLoad =
                settings.database().poolWait().plus(settings.database().answerLimit());
        EventReader catalogue = new EventReader(
                cache,
                new EventTable(database, settings.behaviour().eventQuery()),
                longestLoad,
                settings.behaviour().singleFlight());
        gate = new GracefulShutdownHandler(routes(new Endpoints(catalogue, orders)));
        server = server(gate);
    }

    /**
     * Starts a replica and returns when it is warm, or when it has tried for as long as its settings allow.
     *
     * @throws IOException when the port cannot be listened on
     */
    public static Shop start(ShopSettings settings) throws IOException, InterruptedException {
        Shop shop = new Shop(settings);
        try {
            shop.open();
            return shop;
        } catch (RuntimeException | InterruptedException e) {
            shop.close();
            if (e.getCause() instanceof BindException taken) {
                throw new IOException("shop " + settings.name() + " cannot listen on port " + settings.port(), taken);
            }
            throw e;
        }
    }

    private void open() throws InterruptedException {
        server.start();
        warm = new WarmUp(settings.warmUp(), database, orders, address())
                .run(settings.database().connections());
        gauges.settle();
        health.serving();
        losses.begin();
    }

    /** Where this replica listens. */
    public InetSocketAddress address() {
        return (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
    }

    /** Finishes the requests it has, for a moment, and closes everything. */
    @Override
    public void close() {
        health.stopping();
        gate.shutdown();
        try {
            if (!gate.awaitShutdown(FAREWELL.toMillis())) {
                LOG.warning("requests were cut off after " + FAREWELL);
            }
        } catch (InterruptedException e) {
            // The shutdown must be quick: requests in flight are cut off now.
            Thread.currentThread().interrupt();
        }
        server.stop();
        gauges.close();
        losses.close();
        database.close();
        cache.close();
    }

    private HttpHandler routes(Endpoints endpoints) {
        HttpHandler shallow = new JsonHandler(health::shallow);
        boolean waiting = settings.behaviour().healthInWorkers();
        RoutingHandler routes = new RoutingHandler()
                .get("/", new JsonHandler(Endpoints::front))
                .get("/events/{id}", new JsonHandler(endpoints::event))
                .post("/events/{id}/reservations", new JsonHandler(endpoints::reserve))
                .get("/orders/{id}", new JsonHandler(endpoints::order))
                .get("/orders", new JsonHandler(endpoints::orders))
                .get("/health/deep", new JsonHandler(health::deep));
        // A worker is taken once a request is complete: an order whose body stalls takes none.
        HttpHandler limited = new BodyBufferingHandler(
                new RequestLimitingHandler(settings.workers(), settings.queue(), new BlockingHandler(routes)),
                LARGEST_BODY,
                MOST_STALLED_BODIES);
        RoutingHandler control = new StressEndpoint(settings.control().token()).routes();
        // Shallow health needs no worker: a replica whose workers all wait for the database is not dead.
        (waiting ? routes : control).get("/health", shallow);
        HttpHandler all = control.setFallbackHandler(limited);
        return new SetHeaderHandler(all, "X-Replica", settings.name());
    }

    private Undertow server(HttpHandler root) {
        return Undertow.builder()
                .addHttpListener(
                        settings.port(), InetAddress.getLoopbackAddress().getHostAddress())
                .setIoThreads(1)
                .setWorkerThreads(settings.workers())
                .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, LoopbackListener.HEAD_MILLIS)
                .setServerOption(UndertowOptions.IDLE_TIMEOUT, (int) IDLE_LIMIT.toMillis())
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, (int) IDLE_LIMIT.toMillis())
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, (long) LARGEST_BODY)
                .setHandler(root)
                .build();
    }

    private String readyLine() throws JsonProcessingException {
        return ShopJson.MAPPER.writeValueAsString(
                new ShopReady("shop", settings.name(), address().getPort(), warm));
    }

    /**
     * Runs a replica until its input ends or it gets SIGTERM.
     *
     * <p>Exit codes: 0 stopped, 1 its port cannot be listened on, 2 its settings are invalid.
     */
    public static void main(String[] arguments) throws InterruptedException {
        try {
            run(ShopSettings.from(System.getenv()));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        } catch (IOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void run(ShopSettings settings) throws IOException, InterruptedException {
        Shop shop = start(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(shop::close, "closing"));
        System.out.println(shop.readyLine());
        if (settings.stopAtEndOfInput()) {
            System.in.transferTo(OutputStream.nullOutputStream());
            System.exit(0);
        }
    }
}
