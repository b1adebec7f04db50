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
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * An observer of its own at the balancer: one reservation every 5 ms on a fixed schedule, recorded as a cohort's
 * requests so that the same judge can say when its trouble ended.
 */
final class Prober implements AutoCloseable {
    private static final Duration USUAL = Duration.ofMillis(5);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final Set<Integer> CORRECT = Set.of(200, 201, 409, 410);

    private final ExecutorService probes = Executors.newCachedThreadPool();
    private final BlockingDeque<ProbeConnection> idle = new LinkedBlockingDeque<>();
    private final URI server;
    private final RequestWriter writer;
    private final int cohort;
    private final int name;
    private final long everyMicros;
    private final Thread schedule = new Thread(this::keepTime, "prober");
    private volatile boolean ended;
    private volatile long count;

    /** Begins to probe at once; records go to a run directory as those of a cohort's request. */
    Prober(URI server, RunDirectory run, String cohort, String request) throws IOException {
        this(server, run, cohort, request, USUAL);
    }

    /** As above, at a pace of one's own. */
    Prober(URI server, RunDirectory run, String cohort, String request, Duration every) throws IOException {
        this.server = server;
        everyMicros = every.toNanos() / 1000;
        writer = new RequestWriter(run.requestsFile(), run.stringsFile());
        this.cohort = writer.idOf(cohort);
        this.name = writer.idOf(request);
        schedule.start();
    }

    private void keepTime() {
        long next = micros();
        while (!ended) {
            long intended = next;
            long number = count;
            probes.execute(() -> probe(number, intended));
            count = number + 1;
            next += everyMicros;
            long wait = next - micros();
            if (wait > 0) {
                LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(wait));
            }
        }
    }

    private void probe(long number, long intended) {
        // Seats from the far end of the hall, which the buyers' random ones hardly ever meet.
        String body = "{\"seat\":" + (999_999 - number) + ",\"buyer\":\"prober\"}";
        long began = micros();
        int status = 0;
        try {
            ProbeConnection connection = connection();
            try {
                status = connection.post("/events/42/reservations", "prober-" + intended, body);
                idle.push(connection);
            } catch (IOException | RuntimeException failed) {
                connection.close();
            }
        } catch (IOException unreachable) {
            // Status 0 says so.
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
        int flags = RequestRecord.FLAG_INTENDED_KNOWN | (CORRECT.contains(status) ? RequestRecord.FLAG_OK : 0);
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
