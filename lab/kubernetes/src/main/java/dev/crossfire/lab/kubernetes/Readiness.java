package dev.crossfire.lab.kubernetes;

import dev.crossfire.lab.kubernetes.PodProcess.PodSlot;
import java.net.HttpURLConnection;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** Checks whether processes can serve: often until they can, and seldom from then on. */
final class Readiness implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMillis(500);
    private static final Duration OFTEN = Duration.ofMillis(100);
    private static final Duration SELDOM = Duration.ofMillis(500);
    private static final int FALL = 2;

    private static final class PodCheck {
        private Instant asked = Instant.EPOCH;
        private boolean pending;
        private int failures;
        /** Which start of the process has proven itself; an answer is no evidence about the next start. */
        private int readyLife = -1;
    }

    private final Clock clock;
    private final Map<String, PodCheck> checks = new HashMap<>();
    private final ExecutorService replies = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "readiness");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpClient client = client(replies);

    /**
     * Makes a client that speaks HTTP/1.1 and trusts no certificate: left to itself, the JDK's client would read every
     * certificate authority there is, at the busiest moment of a start.
     */
    private static HttpClient client(ExecutorService replies) {
        try {
            SSLContext trustingNone = SSLContext.getInstance("TLS");
            trustingNone.init(null, new TrustManager[0], new SecureRandom());
            return HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .sslContext(trustingNone)
                    .connectTimeout(LIMIT)
                    .executor(replies)
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has TLS", e);
        }
    }

    Readiness(Clock clock) {
        this.clock = clock;
    }

    /** Takes a process for ready that another check has found ready already. */
    synchronized void vouch(PodSlot slot, int life) {
        check(slot).readyLife = life;
    }

    /** Returns whether this start of a process was ready at the last check, and checks again when it is time. */
    synchronized boolean ready(PodSlot slot, int life) {
        PodCheck check = check(slot);
        boolean ready = check.readyLife == life;
        Instant now = clock.instant();
        if (!check.pending && !now.isBefore(check.asked.plus(ready ? SELDOM : OFTEN))) {
            check.pending = true;
            check.asked = now;
            ask(slot, life);
        }
        return ready;
    }

    @Override
    public void close() {
        replies.shutdownNow();
    }

    private void ask(PodSlot slot, int life) {
        var unused = client.sendAsync(
                        HttpRequest.newBuilder(slot.health()).timeout(LIMIT).build(), BodyHandlers.discarding())
                .handle((answer, failure) -> failure == null && answer.statusCode() == HttpURLConnection.HTTP_OK)
                .thenAccept(good -> answered(slot, life, good));
    }

    private synchronized void answered(PodSlot slot, int life, boolean good) {
        PodCheck check = check(slot);
        check.pending = false;
        check.failures = good ? 0 : check.failures + 1;
        if (good) {
            check.readyLife = life;
        } else if (check.failures >= FALL) {
            check.readyLife = -1;
        }
    }

    private PodCheck check(PodSlot slot) {
        return checks.computeIfAbsent(slot.name(), name -> new PodCheck());
    }
}
