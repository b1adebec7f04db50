package dev.crossfire.lab.balancer;

import dev.crossfire.lab.balancer.Backend.BackendStatus;
import dev.crossfire.lab.balancer.BalancerSettings.HealthCheckSettings;
import dev.crossfire.lab.process.PlainHttp;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Checks every backend's health, each at its own pace: one that hangs does not delay the others. */
final class HealthChecker implements AutoCloseable {
    /**
     * A backend that has never been healthy is checked so many times as often: it is starting, and users wait for it.
     */
    private static final int HURRY = 5;

    /** A backend and the checks that are planned for it. */
    private record BackendCheck(Backend backend, ScheduledFuture<?> checks) {}

    private final HealthCheckSettings settings;
    private final InstantSource clock;
    private final Backend.HealthListener changes;
    private final Map<URI, BackendCheck> checks = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(HealthChecker::daemon);
    private final ExecutorService replies = Executors.newSingleThreadExecutor(HealthChecker::daemon);
    private final HttpClient client;

    HealthChecker(HealthCheckSettings settings, InstantSource clock, Backend.HealthListener changes) {
        this.settings = settings;
        this.clock = clock;
        this.changes = changes;
        this.client = PlainHttp.client(settings.limit()).executor(replies).build();
    }

    void watch(URI uri) {
        checks.computeIfAbsent(uri, this::schedule);
    }

    void forget(URI uri) {
        BackendCheck check = checks.remove(uri);
        if (check != null) {
            check.checks().cancel(false);
            check.backend().remove();
        }
    }

    List<URI> watched() {
        return List.copyOf(checks.keySet());
    }

    List<BackendStatus> status() {
        return checks.values().stream()
                .map(check -> check.backend().status())
                .sorted((a, b) -> a.url().compareTo(b.url()))
                .toList();
    }

    @Override
    public void close() {
        timer.shutdownNow();
        replies.shutdownNow();
    }

    private BackendCheck schedule(URI uri) {
        Backend backend = new Backend(uri, settings, clock, changes);
        AtomicLong ticks = new AtomicLong();
        Runnable check = () -> {
            if (ticks.getAndIncrement() % HURRY == 0 || backend.newcomer()) {
                backend.check(client, replies);
            }
        };
        long pace = settings.interval().toNanos() / HURRY;
        return new BackendCheck(backend, timer.scheduleAtFixedRate(check, 0, pace, TimeUnit.NANOSECONDS));
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "health-check");
        thread.setDaemon(true);
        return thread;
    }
}
