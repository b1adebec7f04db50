package dev.crossfire.lab.link;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is fixed for the life of a link.
 *
 * @param name for thread names and messages
 * @param port where to listen on the loopback address; 0 takes a free one
 * @param upstream where connections lead at first, or null for nowhere yet
 * @param hold how long a new connection may wait for an upstream that is absent or refuses; zero resets it at once
 * @param redial pause between two tries while a connection is held
 * @param dialTimeout limit of one try
 * @param maxConnections connections beyond this are reset
 * @param maxBuffered bytes kept back for each connection and direction before the sender is throttled
 * @param seed of the jitter
 */
public record LinkSettings(
        String name,
        int port,
        @Nullable InetSocketAddress upstream,
        Duration hold,
        Duration redial,
        Duration dialTimeout,
        int maxConnections,
        int maxBuffered,
        long seed) {

    /** A link on a free port that leads nowhere yet, holds no connection, and has room for 4,096 connections. */
    public static LinkSettings named(String name) {
        return new LinkSettings(
                name, 0, null, Duration.ZERO, Duration.ofMillis(20), Duration.ofSeconds(1), 4096, 1 << 20, 1);
    }

    public LinkSettings listeningOn(int fixedPort) {
        return new LinkSettings(
                name, fixedPort, upstream, hold, redial, dialTimeout, maxConnections, maxBuffered, seed);
    }

    public LinkSettings leadingTo(InetSocketAddress first) {
        return new LinkSettings(name, port, first, hold, redial, dialTimeout, maxConnections, maxBuffered, seed);
    }

    public LinkSettings holding(Duration limit) {
        return new LinkSettings(name, port, upstream, limit, redial, dialTimeout, maxConnections, maxBuffered, seed);
    }

    public LinkSettings seeded(long newSeed) {
        return new LinkSettings(name, port, upstream, hold, redial, dialTimeout, maxConnections, maxBuffered, newSeed);
    }
}
