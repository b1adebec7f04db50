package dev.crossfire.chaos.database;

import dev.crossfire.chaos.probe.ProbeClient;
import dev.crossfire.chaos.probe.ProbeReply;
import dev.crossfire.model.environment.Secret;
import dev.crossfire.spi.RunClock;
import java.time.Duration;

/**
 * A writer with its standbys, reached through the endpoint that follows the writer.
 *
 * @param jdbc the endpoint's JDBC URL, {@code jdbc:postgresql://…}; it may contain a password
 * @param user may be empty when the URL names one
 * @param password may be empty
 * @param queries how its nodes identify themselves
 */
public record DatabasePair(Secret jdbc, String user, Secret password, PairQueries queries) {
    /** The endpoint without anything that could be a secret. */
    public String endpoint() {
        return jdbc.reveal().replaceFirst("\\?.*", "").replaceFirst("//.*@", "//");
    }

    /** A client that probes it; connects at the first probe. */
    public ProbeClient probeClient(RunClock clock) {
        return new PairProbe(this, clock);
    }

    /** A driver's message without the URL that it may quote in full. */
    String redact(String message) {
        return message.replace(jdbc.reveal(), endpoint());
    }

    @Override
    public String toString() {
        return "Pair[" + endpoint() + ", " + queries + "]";
    }

    /**
     * Probes a database as its clients use it: through the endpoint that follows the writer, over a connection that is
     * kept.
     */
    private static final class PairProbe implements ProbeClient {
        private final PairSession session;
        private final RunClock clock;

        PairProbe(DatabasePair pair, RunClock clock) {
            this.clock = clock;
            session = new PairSession(pair, clock);
        }

        @Override
        public ProbeReply request() {
            Duration began = clock.elapsed();
            PairView view = session.probe("");
            Duration took = clock.elapsed().minus(began);
            if (took.toMillis() >= PATIENCE_MILLIS) {
                return new ProbeReply.Silent();
            }
            return view instanceof PairView.NodeAnswer answer && answer.writable()
                    ? new ProbeReply.Answered(took, answer.node())
                    : new ProbeReply.Refused(view.detail());
        }

        @Override
        public void close() {
            session.close();
        }
    }
}
