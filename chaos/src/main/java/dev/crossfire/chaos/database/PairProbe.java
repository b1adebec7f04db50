package dev.crossfire.chaos.database;

import dev.crossfire.chaos.probe.ProbeClient;
import dev.crossfire.chaos.probe.ProbeReply;
import dev.crossfire.spi.RunClock;
import java.time.Duration;

/**
 * Probes a database as its clients use it: through the endpoint that follows the writer, over a connection that is
 * kept.
 */
public final class PairProbe implements ProbeClient {
    private final PairSession session;
    private final RunClock clock;

    /** A probe client of a pair; connects at the first probe. */
    public PairProbe(DatabasePair pair, RunClock clock) {
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
