package dev.crossfire.series;

import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.evidence.RequestWriter;
import dev.crossfire.evidence.RunDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * An observer of its own at the balancer: one reservation every 5 ms on a fixed schedule, recorded as a cohort's
 * requests so that the same judge can say when its trouble ended.
 */
final class Prober implements AutoCloseable {
    private static final long EVERY_MICROS = 5_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Set<Integer> CORRECT = Set.of(200, 201, 409, 410);
    private static final int MOST_IN_FLIGHT = 4000;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor();
    private final Semaphore inFlight = new Semaphore(MOST_IN_FLIGHT);
    private final URI reservations;
    private final RequestWriter writer;
    private final int cohort;
    private final int name;
    private long next = micros();
    private volatile long count;

    /** Begins to probe at once; records go to a run directory as those of a cohort's request. */
    Prober(URI baseUrl, RunDirectory run, String cohort, String request) throws IOException {
        reservations = baseUrl.resolve("/events/42/reservations");
        writer = new RequestWriter(run.requestsFile(), run.stringsFile());
        this.cohort = writer.idOf(cohort);
        this.name = writer.idOf(request);
        schedule.scheduleAtFixedRate(this::sendDue, 0, EVERY_MICROS / 5, TimeUnit.MICROSECONDS);
    }

    private void sendDue() {
        long now = micros();
        while (next <= now) {
            send(next);
            next += EVERY_MICROS;
        }
    }

    private void send(long intended) {
        if (!inFlight.tryAcquire()) {
            throw new IllegalStateException("more than " + MOST_IN_FLIGHT + " probes wait for an answer");
        }
        long number = count + 1;
        count = number;
        // Seats from the far end of the hall, which the buyers' random ones hardly ever meet.
        String body = "{\"seat\":" + (999_999 - number) + ",\"buyer\":\"prober\"}";
        HttpRequest request = HttpRequest.newBuilder(reservations)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "prober-" + intended)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        long began = micros();
        client.sendAsync(request, HttpResponse.BodyHandlers.discarding()).whenComplete((answer, trouble) -> {
            int status = answer == null ? 0 : answer.statusCode();
            record(intended, began, status);
            inFlight.release();
        });
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
        schedule.shutdown();
        try {
            if (!inFlight.tryAcquire(MOST_IN_FLIGHT, TIMEOUT.toMillis() * 2, TimeUnit.MILLISECONDS)) {
                throw new IOException("probes are still waiting after twice their time-out");
            }
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            writer.close();
        }
    }
}
