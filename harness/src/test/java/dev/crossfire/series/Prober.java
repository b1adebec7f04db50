package dev.crossfire.series;

import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.evidence.RequestWriter;
import dev.crossfire.evidence.RunDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * An independent observer at the balancer: one probe every 5 ms on a fixed schedule, recorded as a cohort's requests so
 * that the same judge can determine when its impact ended.
 */
final class Prober implements AutoCloseable {
    private static final Duration USUAL = Duration.ofMillis(5);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration FRESH = Duration.ofSeconds(10);
    /** At the far end of the hall, which the buyers' random seats hardly ever meet. */
    private static final String BODY = "{\"seat\":999999,\"buyer\":\"prober\"}";

    private final ExecutorService probes = Executors.newCachedThreadPool();
    private final BlockingDeque<ProbeConnection> idle = new LinkedBlockingDeque<>();
    private final URI server;
    private final Probe probe;
    private final RequestWriter writer;
    private final int cohort;
    private final int name;
    private final long everyMicros;
    private final Thread schedule = new Thread(this::keepTime, "prober");
    private volatile boolean ended;
    private volatile long count;

    /** The request on a connection, for a status. */
    @FunctionalInterface
    private interface Question {
        int ask(ProbeConnection connection) throws IOException;
    }

    /**
     * What is requested, again and again.
     *
     * @param correct the statuses of a correct answer to it
     */
    record Probe(Question question, Set<Integer> correct) {}

    /**
     * Reads an order back, which takes the database's writer and nothing else: two hundred sales a second would be a
     * load of their own, half of what the buyers bring. The replicas' rehearsals may have used up the order's number;
     * that there is no such order is the database's answer, too.
     */
    static Probe order() {
        return new Probe(connection -> connection.get("/orders/1"), Set.of(200, 404));
    }

    /** Reserves the same seat with the same key: only a writer can answer that, with the order of the first time. */
    static Probe reservation() {
        String key = "prober-" + UUID.randomUUID();
        return new Probe(
                connection -> connection.post("/events/42/reservations", key, BODY), Set.of(200, 201, 409, 410));
    }

    /** Begins to probe at once; records go to a run directory as those of a cohort's request. */
    Prober(URI server, RunDirectory run, String cohort, String request) throws IOException {
        this(server, run, cohort, request, USUAL, order());
    }

    /** As above, at a pace of one's own and with a question of one's own. */
    Prober(URI server, RunDirectory run, String cohort, String request, Duration every, Probe probe)
            throws IOException {
        this.server = server;
        this.probe = probe;
        everyMicros = every.toNanos() / 1000;
        writer = new RequestWriter(run.requestsFile(), run.stringsFile());
        this.cohort = writer.idOf(cohort);
        this.name = writer.idOf(request);
        schedule.start();
    }

    private void keepTime() {
        long next = micros();
        long sent = 0;
        while (!ended) {
            long intended = next;
            probes.execute(() -> probe(intended));
            count = ++sent;
            next += everyMicros;
            long wait = next - micros();
            if (wait > 0) {
                LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(wait));
            }
        }
    }

    private void probe(long intended) {
        long began = micros();
        int status = 0;
        try {
            ProbeConnection connection = connection();
            try {
                status = probe.question().ask(connection);
                idle.push(connection);
            } catch (IOException | RuntimeException failed) {
                connection.close();
            }
        } catch (IOException unreachable) {
            // Status 0 means that.
        }
        record(intended, began, status);
    }

    private ProbeConnection connection() throws IOException {
        for (ProbeConnection kept = idle.poll(); kept != null; kept = idle.poll()) {
            if (!kept.isStale(FRESH)) {
                return kept;
            }
            kept.close();
        }
        return new ProbeConnection(server, TIMEOUT);
    }

    private synchronized void record(long intended, long began, int status) {
        int flags = RequestRecord.FLAG_INTENDED_KNOWN | (probe.correct().contains(status) ? RequestRecord.FLAG_OK : 0);
        try {
            writer.write(new RequestRecord(
                    intended, (int) (began - intended), (int) (micros() - began), cohort, name, status, flags, 0));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Probes sent so far. */
    long count() {
        return count;
    }

    private static long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    /** Stops probing and waits for the last answers. */
    @Override
    public void close() throws IOException {
        boolean gaveUp = !schedule.isAlive();
        ended = true;
        try {
            schedule.join();
            probes.shutdown();
            if (!probes.awaitTermination(TIMEOUT.toMillis() * 2, TimeUnit.MILLISECONDS)) {
                throw new IOException("probes are still waiting after twice their time-out");
            }
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
        for (ProbeConnection connection : idle) {
            connection.close();
        }
        synchronized (this) {
            writer.close();
        }
        if (gaveUp) {
            throw new IOException("the prober stopped on its own before the end");
        }
    }
}
