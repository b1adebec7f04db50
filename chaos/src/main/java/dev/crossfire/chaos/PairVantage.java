package dev.crossfire.chaos;

import java.time.Duration;

/** Looks at a database as its clients do: through the endpoint that follows the writer, over a connection that is kept. */
public final class PairVantage implements Vantage {
    private final PairSession session;

    /** A vantage on a pair; connects when it is first asked. */
    public PairVantage(Pair pair) {
        session = new PairSession(pair);
    }

    @Override
    public Echo ask() {
        long began = System.nanoTime();
        PairView view = session.look("");
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        if (took.toMillis() >= PATIENCE_MILLIS) {
            return new Echo.Silent();
        }
        return view instanceof PairView.Answer answer && answer.writable()
                ? new Echo.Answered(took, answer.node())
                : new Echo.Refused(view.seen());
    }

    @Override
    public void close() {
        session.close();
    }
}
