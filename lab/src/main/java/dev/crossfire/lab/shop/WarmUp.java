package dev.crossfire.lab.shop;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.zaxxer.hikari.HikariDataSource;
import dev.crossfire.lab.shop.ShopSettings.DatabaseSettings;
import dev.crossfire.lab.shop.ShopSettings.WarmUpSettings;
import dev.crossfire.lab.time.LabClock;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Rehearses what customers will do, so that they do not meet cold code, an empty pool or missing tables.
 *
 * <p>Nothing is left of it: sales are rolled back, and the reservations sent over HTTP are for an event that does not
 * exist.
 */
final class WarmUp {
    private static final Logger LOG = Logger.getLogger(WarmUp.class.getName());

    private static final Duration REST = Duration.ofMillis(20);

    private final WarmUpSettings settings;
    private final DataSource database;
    private final OrderBook orders;
    private final InetSocketAddress replica;

    WarmUp(WarmUpSettings settings, DataSource database, OrderBook orders, InetSocketAddress replica) {
        this.settings = settings;
        this.database = database;
        this.orders = orders;
        this.replica = replica;
    }

    /**
     * Rehearses on as many threads as there are database connections.
     *
     * @return whether all of it was done; a replica without a database serves what it can, cold
     */
    boolean run(int threads) throws InterruptedException {
        ExecutorService customers = Executors.newFixedThreadPool(threads);
        try {
            long end = LabClock.nanos() + settings.limit().toNanos();
            await(customers.submit(this::prepare), end);
            List<Future<?>> rehearsals = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int first = 1 + i * settings.rounds();
                rehearsals.add(customers.submit(() -> rehearse(first)));
            }
            for (Future<?> rehearsal : rehearsals) {
                await(rehearsal, end);
            }
            return true;
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(Level.WARNING, "not warm after at most " + settings.limit() + ", serving cold", e);
            return false;
        } finally {
            customers.shutdownNow();
        }
    }

    private static void await(Future<?> work, long end)
            throws ExecutionException, TimeoutException, InterruptedException {
        work.get(Math.max(0, end - LabClock.nanos()), TimeUnit.NANOSECONDS);
    }

    private Object prepare() throws SQLException {
        patiently(() -> {
            try (Connection connection = database.getConnection()) {
                Schema.ensure(connection);
            }
        });
        return this;
    }

    /** What is done with the database. */
    @FunctionalInterface
    private interface WarmUpStep {
        void take() throws SQLException;
    }

    /**
     * The pool has had no time yet to make its connections, and gives up on a waiting caller sooner than they are made.
     */
    private void patiently(WarmUpStep step) throws SQLException {
        SQLException last = new SQLException("not tried");
        long end = LabClock.nanos() + settings.limit().toNanos();
        while (LabClock.nanos() - end < 0 && !Thread.currentThread().isInterrupted()) {
            try {
                step.take();
                return;
            } catch (SQLException e) {
                last = e;
                // A server that refuses does so at once, and others need the processors.
                LockSupport.parkNanos(REST.toNanos());
            }
        }
        throw last;
    }

    private Object rehearse(int firstSeat) throws SQLException, IOException {
        for (int i = 0; i < settings.rounds(); i++) {
            String key = "warm-up-" + firstSeat + "-" + i;
            OrderBook.Reservation reservation =
                    new OrderBook.Reservation(settings.event(), firstSeat + i, "warm-up", key);
            patiently(() -> orders.rehearse(reservation));
            request("GET", "/events/" + settings.event(), key);
            request("POST", "/events/0/reservations", key);
            request("GET", "/orders/0", key);
        }
        request("GET", "/orders?limit=1", "");
        request("GET", "/health/deep", "");
        return this;
    }

    private void request(String method, String path, String key) throws IOException {
        URI uri = URI.create("http://" + replica.getAddress().getHostAddress() + ":" + replica.getPort() + path);
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout((int) settings.limit().toMillis());
        connection.setReadTimeout((int) settings.limit().toMillis());
        connection.setRequestMethod(method);
        if (method.equals("POST")) {
            connection.setRequestProperty("Idempotency-Key", key);
            connection.setDoOutput(true);
            try (OutputStream body = connection.getOutputStream()) {
                body.write("{\"seat\":1,\"buyer\":\"warm-up\"}".getBytes(UTF_8));
            }
        }
        int status = connection.getResponseCode();
        // Read to its end, so that the connection is used again.
        try (InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            body.transferTo(OutputStream.nullOutputStream());
        }
    }

    /**
     * Warms up the code that a replica runs in a failover: a wait for a connection that times out, the loss of one, and a login.
     *
     * <p>Six replicas that run this code for the first time, all at the same moment, take the processors from each other
     * just when they should recover. The rehearsal begins after a rest and goes on beside the customers, with a pool of its
     * own, one short step in each pool's wait.
     */
    static final class FailoverWarmUp implements AutoCloseable {
        private static final Logger LOG = Logger.getLogger(FailoverWarmUp.class.getName());

        private final DatabaseSettings settings;
        private final WarmUpSettings warmUp;
        private final Thread thread = new Thread(this::run, "failover-warm-up");

        FailoverWarmUp(DatabaseSettings settings, WarmUpSettings warmUp) {
            this.settings = settings;
            this.warmUp = warmUp;
            thread.setDaemon(true);
        }

        /** Returns at once. */
        void begin() {
            thread.start();
        }

        private void run() {
            LockSupport.parkNanos(warmUp.rest().toNanos());
            try (HikariDataSource spare = ConnectionPools.open(settings.withConnections(1))) {
                for (int i = 0;
                        i < warmUp.failovers() && !Thread.currentThread().isInterrupted();
                        i++) {
                    rehearse(spare);
                }
            } catch (SQLException e) {
                // The warm-up is skipped: the database went away.
                LOG.log(Level.FINE, "the warm-up of a failover is skipped", e);
            }
        }

        private static void rehearse(HikariDataSource spare) throws SQLException {
            try (Connection held = spare.getConnection()) {
                waitInVain(spare, held);
            }
            spare.getHikariPoolMXBean().softEvictConnections();
        }

        private static void waitInVain(HikariDataSource spare, Connection held) throws SQLException {
            try (Connection second = spare.getConnection()) {
                throw new SQLException("a pool of one gave " + held + " and " + second);
            } catch (SQLTransientConnectionException asItShould) {
                LOG.log(Level.FINEST, "rehearsed", asItShould);
            }
        }

        /** Ends it; the pool may finish a login. */
        @Override
        public void close() {
            thread.interrupt();
        }
    }
}
