package dev.crossfire.lab.shop;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * All settings of a replica.
 *
 * @param name the replica's name, which its answers carry in the header {@code X-Replica}
 * @param port where to listen on the loopback address; 0 takes a free one
 * @param workers threads that may wait for the database or the cache
 * @param queue requests that may wait for a worker; more are answered 503
 * @param database how to reach the database
 * @param cache how to reach the cache
 * @param warmUp how the replica rehearses before it reports that it is healthy
 * @param control who may stress the replica
 * @param behaviour what a planted flaw changes
 * @param stopAtEndOfInput whether the replica ends when its standard input does
 */
public record ShopSettings(
        String name,
        int port,
        int workers,
        int queue,
        DatabaseSettings database,
        CacheSettings cache,
        WarmUpSettings warmUp,
        ControlSettings control,
        BehaviourSettings behaviour,
        boolean stopAtEndOfInput) {

    /**
     * How to reach the database.
     *
     * @param address host and port of the writer's endpoint
     * @param database its name
     * @param password kept out of {@link #toString()}
     * @param connections size of the pool
     * @param poolWait how long a request may wait for a connection; the pool allows no less than 250 ms
     * @param statementLimit how long the server works on a statement
     * @param answerLimit how long the network may be silent within one
     * @param loginLimit how long a connection may take to be made; longer than a failover, because the endpoint holds
     *     new connections until there is a writer, and a pool that gave up would back off and come back late
     */
    public record DatabaseSettings(
            InetSocketAddress address,
            String database,
            String user,
            String password,
            int connections,
            Duration poolWait,
            Duration statementLimit,
            Duration answerLimit,
            Duration loginLimit) {

        /** Returns the same with a pool of another size. */
        DatabaseSettings withConnections(int size) {
            return new DatabaseSettings(
                    address, database, user, password, size, poolWait, statementLimit, answerLimit, loginLimit);
        }

        @Override
        public String toString() {
            return "DatabaseSettings[" + user + "@" + address + "/" + database + ", connections=" + connections + "]";
        }
    }

    /**
     * How to reach the cache.
     *
     * @param user empty where the cache requires no login
     * @param password kept out of {@link #toString()}
     * @param connections size of the pool
     * @param limit how long any step with the cache may take
     * @param freshFor how long an event may be served from it
     * @param rest how long the cache is left alone after a failure
     */
    public record CacheSettings(
            InetSocketAddress address,
            String user,
            String password,
            int connections,
            Duration limit,
            Duration freshFor,
            Duration rest) {
        @Override
        public String toString() {
            return "CacheSettings[" + user + "@" + address + ", connections=" + connections + "]";
        }
    }

    /**
     * How the replica rehearses before it reports that it is healthy.
     *
     * @param event the event that is read and rehearsed with
     * @param rounds repetitions on each database connection
     * @param limit after this the replica serves cold rather than not at all
     * @param failovers how often, once it serves, it goes through the loss of a connection and a login
     * @param rest how long after it serves that begins: others may still be starting
     */
    public record WarmUpSettings(long event, int rounds, Duration limit, int failovers, Duration rest) {}

    /**
     * Who may stress the replica.
     *
     * @param token the required token; empty if there is no access; kept out of {@link #toString()}
     */
    public record ControlSettings(String token) {
        @Override
        public String toString() {
            return "ControlSettings[" + (token.isEmpty() ? "closed" : "by token") + "]";
        }
    }

    /**
     * What a planted flaw changes; {@link #SOUND} is a shop without one.
     *
     * @param atomicSale whether one statement checks that a seat is free and sells it
     * @param endlessRetries whether a sale that fails is tried again at once until it succeeds
     * @param singleFlight whether requests for what the cache lacks share one query
     * @param healthInWorkers whether a health check waits for a worker, as every other request does
     * @param eventQuery how long the database works on the query of an event's page, besides what it takes anyway
     */
    public record BehaviourSettings(
            boolean atomicSale,
            boolean endlessRetries,
            boolean singleFlight,
            boolean healthInWorkers,
            Duration eventQuery) {
        public static final BehaviourSettings SOUND = new BehaviourSettings(true, false, true, false, Duration.ZERO);
    }

    /**
     * Reads the settings from environment variables.
     *
     * @throws IllegalArgumentException listing every variable that is missing or cannot be read
     */
    public static ShopSettings from(Map<String, String> environment) {
        Variables read = new Variables(environment);
        ShopSettings settings = new ShopSettings(
                read.text("SHOP_NAME", "shop"),
                read.number("SHOP_PORT", 0, 0, 65_535),
                read.number("SHOP_WORKERS", 64, 1, 1_000),
                read.number("SHOP_QUEUE", 256, 1, 10_000),
                database(read),
                cache(read),
                new WarmUpSettings(
                        read.number("SHOP_WARM_EVENT", 42, 1, Integer.MAX_VALUE),
                        read.number("SHOP_WARM_ROUNDS", 10, 0, 10_000),
                        read.millis("SHOP_WARM_MILLIS", 5_000, 60_000),
                        read.number("SHOP_WARM_LOSSES", 12, 0, 1_000),
                        read.millis("SHOP_WARM_REST_MILLIS", 3_000, 60_000)),
                new ControlSettings(read.text("SHOP_CONTROL_TOKEN", "")),
                new BehaviourSettings(
                        read.flag("SHOP_ATOMIC_SALE", true),
                        read.flag("SHOP_ENDLESS_RETRIES", false),
                        read.flag("SHOP_SINGLE_FLIGHT", true),
                        read.flag("SHOP_HEALTH_IN_WORKERS", false),
                        Duration.ofMillis(read.number("SHOP_EVENT_QUERY_MILLIS", 0, 0, 10_000))),
                read.flag("SHOP_STOP_AT_END_OF_INPUT", true));
        read.complain();
        return settings;
    }

    private static DatabaseSettings database(Variables read) {
        return new DatabaseSettings(
                read.address("SHOP_DB"),
                read.text("SHOP_DB_NAME", "postgres"),
                read.text("SHOP_DB_USER", "postgres"),
                read.text("SHOP_DB_PASSWORD", ""),
                read.number("SHOP_DB_CONNECTIONS", 2, 1, 100),
                Duration.ofMillis(read.number("SHOP_DB_POOL_WAIT_MILLIS", 250, 250, 60_000)),
                read.millis("SHOP_DB_STATEMENT_MILLIS", 1_000, 60_000),
                read.millis("SHOP_DB_ANSWER_MILLIS", 1_500, 60_000),
                read.millis("SHOP_DB_LOGIN_MILLIS", 35_000, 120_000));
    }

    private static CacheSettings cache(Variables read) {
        return new CacheSettings(
                read.address("SHOP_CACHE"),
                read.text("SHOP_CACHE_USER", ""),
                read.text("SHOP_CACHE_PASSWORD", ""),
                read.number("SHOP_CACHE_CONNECTIONS", 8, 1, 100),
                read.millis("SHOP_CACHE_MILLIS", 200, 60_000),
                read.millis("SHOP_CACHE_FRESH_MILLIS", 500, 60_000),
                read.millis("SHOP_CACHE_REST_MILLIS", 500, 60_000));
    }

    /** Reads settings from variables and remembers every problem, so that all are reported at once. */
    static final class Variables {
        private final Map<String, String> values;
        private final List<String> complaints = new ArrayList<>();

        Variables(Map<String, String> values) {
            this.values = values;
        }

        String text(String name, String otherwise) {
            return values.getOrDefault(name, otherwise);
        }

        int number(String name, int otherwise, int least, int most) {
            String text = values.get(name);
            if (text == null) {
                return otherwise;
            }
            try {
                int number = Integer.parseInt(text);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // Reported below, with the same message as a number out of range.
            }
            complaints.add(name + " is '" + text + "'; expected a whole number from " + least + " to " + most);
            return otherwise;
        }

        Duration millis(String name, int otherwise, int most) {
            return Duration.ofMillis(number(name, otherwise, 1, most));
        }

        boolean flag(String name, boolean otherwise) {
            String text = values.getOrDefault(name, String.valueOf(otherwise));
            if (!text.equals("true") && !text.equals("false")) {
                complaints.add(name + " is '" + text + "'; expected true or false");
            }
            return text.equals("true");
        }

        /** A port on the loopback address: the lab reaches nothing else. */
        InetSocketAddress address(String prefix) {
            String name = prefix + "_PORT";
            if (!values.containsKey(name)) {
                complaints.add(name + " is missing; expected the port on the loopback address");
            }
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), number(name, 1, 1, 65_535));
        }

        void complain() {
            if (!complaints.isEmpty()) {
                throw new IllegalArgumentException(String.join("\n", complaints));
            }
        }
    }
}
