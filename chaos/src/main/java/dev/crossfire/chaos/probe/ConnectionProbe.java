package dev.crossfire.chaos.probe;

import dev.crossfire.spi.RunClock;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends probes over a connection of its own, which it keeps as long as it is usable. */
final class ConnectionProbe implements ProbeClient {
    /** The protocol that is spoken over the connection. */
    interface Protocol {
        /** The port that an address means which names none. */
        int usualPort(URI address);

        /** Whether the connection is kept for the next question. */
        boolean keeps();

        /** Greets once, when the connection is new; returns the name that the server gives, or nothing. */
        String greet(DeadlineConnection deadlineConnection, URI address) throws IOException;

        /**
         * Sends one request and reads the whole answer.
         *
         * @param name the name from the greeting
         * @return what the answer contains about the server
         * @throws ProbeRefusedException when the answer states that the target cannot serve
         */
        Reply request(DeadlineConnection deadlineConnection, URI address, String name)
                throws IOException, ProbeRefusedException;
    }

    /**
     * What an answer contains about its server.
     *
     * @param serverName its name; empty when it gave none
     * @param gauges how much of a resource it uses, by name, as shares of the total
     * @param bytes how long its body is; 0 where the protocol has none
     */
    record Reply(String serverName, Map<String, Double> gauges, long bytes) {
        Reply {
            gauges = Map.copyOf(gauges);
        }

        static Reply of(String serverName) {
            return new Reply(serverName, Map.of(), 0);
        }
    }

    /** The target answered that it cannot serve. */
    static final class ProbeRefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        ProbeRefusedException(String why) {
            super(why);
        }
    }

    /** A connection that was idle for so long may have been closed for that alone. */
    private static final Duration STALE = Duration.ofMillis(500);

    private final URI address;
    private final Protocol protocol;
    private final RunClock clock;
    private final Duration patience;
    private @Nullable DeadlineConnection kept;
    private String name = "";
    private Duration lastUsed = Duration.ZERO;

    ConnectionProbe(URI address, Protocol protocol, RunClock clock, Duration patience) {
        this.address = address;
        this.protocol = protocol;
        this.clock = clock;
        this.patience = patience;
    }

    @Override
    public ProbeReply request() {
        Duration began = clock.elapsed();
        if (began.minus(lastUsed).compareTo(STALE) > 0) {
            close();
        }
        ProbeReply probeReply = exchange(began, began.plus(patience));
        lastUsed = clock.elapsed();
        if (!protocol.keeps() || !(probeReply instanceof ProbeReply.Answered)) {
            close();
        }
        return probeReply;
    }

    private ProbeReply exchange(Duration began, Duration deadline) {
        try {
            DeadlineConnection deadlineConnection = connected(deadline);
            deadlineConnection.until(deadline);
            Reply reply = protocol.request(deadlineConnection, address, name);
            return new ProbeReply.Answered(
                    clock.elapsed().minus(began), reply.serverName(), reply.gauges(), reply.bytes());
        } catch (SocketTimeoutException late) {
            return new ProbeReply.Silent();
        } catch (IOException | ProbeRefusedException no) {
            return new ProbeReply.Refused(String.valueOf(no.getMessage()));
        }
    }

    private DeadlineConnection connected(Duration deadline) throws IOException {
        DeadlineConnection open = kept;
        if (open == null) {
            open = DeadlineConnection.open(address, protocol.usualPort(address), clock, deadline);
            kept = open;
            if ("https".equals(address.getScheme())) {
                open = open.encrypted(address.getHost());
                kept = open;
            }
            name = protocol.greet(open, address);
        }
        return open;
    }

    @Override
    public void close() {
        DeadlineConnection open = kept;
        kept = null;
        if (open != null) {
            open.close();
        }
    }
}
