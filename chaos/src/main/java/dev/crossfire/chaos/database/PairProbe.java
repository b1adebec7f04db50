package dev.crossfire.chaos.database;

import dev.crossfire.chaos.probe.ProbeClient;
import dev.crossfire.chaos.probe.ProbeReply;
import java.time.Duration;

/**
 * Probes a database as its clients use it: through the endpoint that follows the writer, over a connection that is
 * kept.
 */
public final class PairProbe implements ProbeClient {
    private final PairSession session;

    /** A probe client of a pair; connects at the first probe. */
    public PairProbe(DatabasePair pair) {
        session = new PairSession(pair);
    }

    @Override
    public ProbeReply request() {
        long began = System.nanoTime();
        PairView view = session.probe("");
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        if (took.toMillis() >= PATIENCE_MILLIS) {
            return new ProbeReply.Silent();
        }
        return view instanceof PairView.Answer answer && answer.writable()
                ? new ProbeReply.Answered(took, answer.node())
                : new ProbeReply.Refused(view.seen());
    }

    @Override
    public void close() {
        session.close();
    }
}
