package dev.crossfire.chaos.probe;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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
         * @throws RefusedException when the answer states that the target cannot serve
         */
        Reply request(DeadlineConnection deadlineConnection, URI address, String name)
                throws IOException, RefusedException;
    }

    /**
     * What an answer contains about its server.
     *
     * @param who its name; empty when it gave none
     * @param gauges how much of a resource it uses, by name, as shares of the total
     */
    record Reply(String who, Map<String, Double> gauges) {
        Reply {
            gauges = Map.copyOf(gauges);
        }

        static Reply of(String who) {
            return new Reply(who, Map.of());
        }
    }

    /** The target answered that it cannot serve. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        RefusedException(String why) {
            super(why);
        }
    }

    /** A connection that was idle for so long may have been closed for that alone. */
    private static final long STALE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final URI address;
    private final Protocol protocol;
    private @Nullable DeadlineConnection kept;
    private String name = "";
    private long lastUsed;

    ConnectionProbe(URI address, Protocol protocol) {
        this.address = address;
        this.protocol = protocol;
    }

    @Override
    public ProbeReply request() {
        long began = System.nanoTime();
        if (began - lastUsed > STALE_NANOS) {
            close();
        }
        ProbeReply probeReply = exchange(began, began + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS));
        lastUsed = System.nanoTime();
        if (!protocol.keeps() || !(probeReply instanceof ProbeReply.Answered)) {
            close();
        }
        return probeReply;
    }

    private ProbeReply exchange(long began, long deadline) {
        try {
            DeadlineConnection deadlineConnection = connected(deadline);
            deadlineConnection.until(deadline);
            Reply reply = protocol.request(deadlineConnection, address, name);
            return new ProbeReply.Answered(Duration.ofNanos(System.nanoTime() - began), reply.who(), reply.gauges());
        } catch (SocketTimeoutException late) {
            return new ProbeReply.Silent();
        } catch (IOException | RefusedException no) {
            return new ProbeReply.Refused(String.valueOf(no.getMessage()));
        }
    }

    private DeadlineConnection connected(long deadline) throws IOException {
        DeadlineConnection open = kept;
        if (open == null) {
            open = DeadlineConnection.open(address, protocol.usualPort(address), deadline);
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
