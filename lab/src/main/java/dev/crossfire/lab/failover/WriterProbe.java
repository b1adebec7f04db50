package dev.crossfire.lab.failover;

import dev.crossfire.lab.postgres.Server;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Probes the writer, over a new connection each time, for its presence and its reader. */
final class WriterProbe implements AutoCloseable {
    private static final String QUESTION =
            "SELECT NOT pg_is_in_recovery()," + " EXISTS (SELECT FROM pg_stat_replication WHERE state = 'streaming')";

    private final Duration limit;
    // The driver's own limits are whole seconds; a probe that hangs is left to them on its own thread.
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "probe");
        thread.setDaemon(true);
        return thread;
    });

    WriterProbe(Duration limit) {
        this.limit = limit;
    }

    /** Returns what it sees within the limit; no answer is {@link PairProbeResult#NOTHING}. */
    PairProbeResult look(Server writer) throws InterruptedException {
        Future<PairProbeResult> answer = threads.submit(() -> ask(writer));
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            answer.cancel(false);
            return PairProbeResult.NOTHING;
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }

    private static PairProbeResult ask(Server writer) throws SQLException {
        try (Connection session = writer.connect(Duration.ofSeconds(1));
                Statement sql = session.createStatement();
                ResultSet row = sql.executeQuery(QUESTION)) {
            return row.next() ? new PairProbeResult(row.getBoolean(1), row.getBoolean(2)) : PairProbeResult.NOTHING;
        }
    }

    /**
     * What one probe of the writer saw.
     *
     * @param writer whether the writer answered in time, as a writer
     * @param reader whether the writer has a reader that streams
     */
    record PairProbeResult(boolean writer, boolean reader) {
        static final PairProbeResult NOTHING = new PairProbeResult(false, false);
    }

    /** Decides from single probes whether a server is dead: so many failures in a row, no less. */
    static final class Detector {
        /** The conclusion from the probes so far. */
        enum ProbeVerdict {
            /** It answers, as it did before. */
            HEALTHY,
            /** It did not answer, but that can happen. */
            MISSED,
            /** It answers again before it was considered failed. */
            BACK,
            /** It is considered failed from this probe on. */
            DEAD
        }

        private final int threshold;
        private int missed;

        Detector(int threshold) {
            if (threshold < 1) {
                throw new IllegalArgumentException("probe failures must be at least 1, found " + threshold);
            }
            this.threshold = threshold;
        }

        /** Takes one probe's result into account; after a death it starts over. */
        ProbeVerdict observe(boolean answered) {
            if (answered) {
                ProbeVerdict verdict = missed > 0 ? ProbeVerdict.BACK : ProbeVerdict.HEALTHY;
                missed = 0;
                return verdict;
            }
            if (++missed < threshold) {
                return ProbeVerdict.MISSED;
            }
            missed = 0;
            return ProbeVerdict.DEAD;
        }

        /** Forgets what was missed. */
        void reset() {
            missed = 0;
        }
    }
}
