package dev.crossfire.lab.balancer;

import dev.crossfire.lab.balancer.BalancerSettings.HealthCheckSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** One backend: checks its health and reports when that changes. */
final class Backend {
    /** Receives every change, one at a time for each backend. */
    interface HealthListener {
        void changed(Backend backend, boolean up);
    }

    private final URI uri;
    private final HealthCheckSettings settings;
    private final InstantSource clock;
    private final HealthListener changes;
    private BackendHealth vitals = BackendHealth.UNKNOWN;
    private Instant since;
    private long checks;
    private long failures;
    private @Nullable String problem = "not checked yet";
    private boolean newcomer = true;
    private boolean removed;

    Backend(URI uri, HealthCheckSettings settings, InstantSource clock, HealthListener changes) {
        this.uri = uri;
        this.settings = settings;
        this.clock = clock;
        this.changes = changes;
        this.since = clock.instant();
    }

    URI uri() {
        return uri;
    }

    /** Sends one health check, and takes the answer in when it comes; no answer is an answer too. */
    @SuppressWarnings("FutureReturnValueIgnored") // every failure is handled as an answer on the way
    void check(HttpClient client, ExecutorService connections) {
        if (settings.path().isEmpty()) {
            connections.execute(() -> observe(connect()));
            return;
        }
        HttpRequest question = HttpRequest.newBuilder(uri.resolve(settings.path()))
                .timeout(settings.limit())
                .build();
        client.sendAsync(question, BodyHandlers.discarding())
                .handle((answer, failure) -> failure != null ? describe(failure) : complaint(answer.statusCode()))
                .thenAccept(this::observe);
    }

    /** Returns whether it has never been healthy yet. */
    synchronized boolean newcomer() {
        return newcomer;
    }

    synchronized BackendStatus status() {
        return new BackendStatus(uri.toString(), vitals.up(), since, checks, failures, problem);
    }

    /** Takes the backend out for good: an answer still on its way changes nothing any more. */
    synchronized void remove() {
        removed = true;
        changes.changed(this, false);
    }

    private synchronized void observe(@Nullable String complaint) {
        if (removed) {
            return;
        }
        checks++;
        failures += complaint == null ? 0 : 1;
        problem = complaint;
        BackendHealth before = vitals;
        vitals = before.after(complaint == null, settings.rise(), settings.fall());
        if (vitals.up() != before.up()) {
            since = clock.instant();
            newcomer = false;
            changes.changed(this, vitals.up());
        }
    }

    private @Nullable String connect() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), (int)
                    settings.limit().toMillis());
            return null;
        } catch (IOException e) {
            return describe(e);
        }
    }

    private static @Nullable String complaint(int status) {
        return status == 200 ? null : "answered " + status + "; expected 200";
    }

    private static String describe(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return cause.getClass().getSimpleName() + (cause.getMessage() == null ? "" : ": " + cause.getMessage());
    }

    /**
     * A backend's health, by the checks so far.
     *
     * @param up whether it gets requests
     * @param streak answers in a row to the contrary
     */
    record BackendHealth(boolean up, int streak) {
        /** A backend gets no request before it has shown that it is healthy. */
        static final BackendHealth UNKNOWN = new BackendHealth(false, 0);

        BackendHealth after(boolean good, int rise, int fall) {
            if (good == up) {
                return new BackendHealth(up, 0);
            }
            int needed = up ? fall : rise;
            return streak + 1 >= needed ? new BackendHealth(!up, 0) : new BackendHealth(up, streak + 1);
        }
    }

    /**
     * The status of a backend.
     *
     * @param url its address, as it was given
     * @param up whether it gets requests
     * @param since when that last changed, or when it was added
     * @param checks health checks so far
     * @param failures how many of them failed
     * @param problem what was wrong with the last answer, or null if nothing was
     */
    public record BackendStatus(
            String url,
            boolean up,
            Instant since,
            long checks,
            long failures,
            @Nullable String problem) {}
}
