package dev.crossfire.chaos;

import java.time.Duration;

/** Looks at a database as its clients do: through the endpoint that follows the writer, over a connection that is kept. */
public final class PairProbe implements ProbeClient {
    private final PairSession session;

    /** A vantage on a pair; connects when it is first asked. */
    public PairProbe(DatabasePair pair) {
        session = new PairSession(pair);
    }

    @Override
    public ProbeReply ask() {
        long began = System.nanoTime();
        PairView view = session.look("");
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
