package dev.crossfire.lab;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A mistake of configuration or code that a lab can be started with.
 *
 * <p>Each is one that real systems have. A drill that passes on a lab with its flaw shows nothing.
 */
enum Flaw {
    ASYNCHRONOUS_REPLICATION(
            "a commit does not wait for the standby",
            "the default of most databases, or chosen for faster writes; the last orders exist once only"),
    ONE_ZONE(
            "all replicas of the shop stand in zone a",
            "the scheduler was free to choose, and no rule spreads replicas over zones"),
    POOL_TOO_SMALL_AFTER_FAILOVER(
            "the database in zone b, which takes over, accepts about half of the shop's connections",
            "the standby is smaller than the writer, and it is not tried until it takes over"),
    STALE_ADDRESS(
            "the shop uses the old writer's address for 30 s after a failover",
            "a runtime or a resolver keeps an address longer than its record lives"),
    NO_TIME_OUTS(
            "no statement, connection or request has a time-out under a minute",
            "drivers and clients wait without limit unless they are configured"),
    ENDLESS_RETRIES(
            "a sale that fails is tried again at once, until it succeeds",
            "a loop around the query, written after a short outage, without a limit and without a pause"),
    POOL_WAIT_LONGER_THAN_HEALTH_CHECK(
            "sixteen workers wait up to 5 s for a connection, and they also answer the health check, within 0.5 s",
            "the health check is one more page of the framework, and the pool's wait is its default"),
    HEALTH_CHECK_TOO_DEEP(
            "the balancer's health check of a replica includes the database",
            "the framework's ready-made health page lists every dependency, and the balancer was pointed at it"),
    HEALTH_CHECK_TOO_SHALLOW(
            "the balancer only tries whether a replica's port accepts a connection, and does not limit its connections",
            "a balancer of layer 4, or a check left at its default"),
    CACHE_STAMPEDE(
            "every request that finds the cache empty asks the database itself",
            "read-through code without a lock: it works until the cache is empty under load"),
    NO_CIRCUIT_BREAKER(
            "every request tries the cache for up to 3 s, however often that has failed",
            "the client's default time-out, and nothing that remembers a failure"),
    NON_ATOMIC_STOCK(
            "a sale reads whether the seat is free and then inserts the order, and no constraint forbids a second",
            "the check is in the application, and its tests buy one seat at a time"),
    NO_IDEMPOTENCY_KEY(
            "a submission that is sent again is a second order",
            "the client repeats after a lost answer, and the server does not look at the request's key"),
    ALARM_NEVER_RAISED("the error alarm never fires", "its metric was renamed, and an alarm without data stays silent"),
    ALARM_ALWAYS_RAISED(
            "the error alarm fires for 5 s of every 10 s, whatever happens", "its threshold is below the usual noise");

    private final String summary;
    private final String origin;

    Flaw(String summary, String origin) {
        this.summary = summary;
        this.origin = origin;
    }

    /** The name on the command line, such as {@code one-zone}. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What is wrong, as a clause. */
    String summary() {
        return summary;
    }

    /** How it comes about in real systems, as a clause. */
    String origin() {
        return origin;
    }

    /** Settings of a replica that make the flaw, by environment variable; empty if it lies elsewhere. */
    Map<String, String> shop() {
        return switch (this) {
            case NO_TIME_OUTS ->
                Map.of(
                        "SHOP_DB_STATEMENT_MILLIS", "60000",
                        "SHOP_DB_ANSWER_MILLIS", "60000",
                        "SHOP_DB_POOL_WAIT_MILLIS", "60000",
                        "SHOP_CACHE_MILLIS", "60000");
            case POOL_WAIT_LONGER_THAN_HEALTH_CHECK ->
                Map.of("SHOP_WORKERS", "16", "SHOP_DB_POOL_WAIT_MILLIS", "5000", "SHOP_HEALTH_IN_WORKERS", "true");
            case ENDLESS_RETRIES -> Map.of("SHOP_ENDLESS_RETRIES", "true");
            case CACHE_STAMPEDE -> Map.of("SHOP_SINGLE_FLIGHT", "false");
            case NO_CIRCUIT_BREAKER -> Map.of("SHOP_CACHE_MILLIS", "3000", "SHOP_CACHE_REST_MILLIS", "1");
            case NON_ATOMIC_STOCK -> Map.of("SHOP_ATOMIC_SALE", "false");
            default -> Map.of();
        };
    }

    /** Settings of the balancer that make the flaw, by environment variable; empty if it lies elsewhere. */
    Map<String, String> balancer() {
        return switch (this) {
            case NO_TIME_OUTS -> Map.of("BALANCER_REQUEST_MILLIS", "60000");
            case HEALTH_CHECK_TOO_DEEP -> Map.of("BALANCER_CHECK_PATH", "/health/deep");
            // A balancer of layer 4 does not count the connections to a backend; a limit would spare the others.
            case HEALTH_CHECK_TOO_SHALLOW -> Map.of("BALANCER_CHECK_PATH", "", "BALANCER_CONNECTIONS", "4000");
            default -> Map.of();
        };
    }

    /** Finds a flaw by its {@link #id}. */
    static Optional<Flaw> find(String id) {
        return Arrays.stream(values()).filter(flaw -> flaw.id().equals(id)).findFirst();
    }

    /** Every name, in the order of declaration, separated by commas. */
    static String ids() {
        return Arrays.stream(values()).map(Flaw::id).collect(Collectors.joining(", "));
    }
}
