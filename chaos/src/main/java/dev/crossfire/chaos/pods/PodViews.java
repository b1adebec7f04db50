package dev.crossfire.chaos.pods;

import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.RunClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The newest list of one workload's pods, listed again for a kill at once, and for probes in a thread of its own.
 *
 * <p>Lists come from the API server, never from a watch: a watch that is broken looks like one of pods that do not
 * change.
 */
final class PodViews implements AutoCloseable {
    /** A probe by an older list counts as without a result. */
    private static final Duration OLDEST_VIEW = Duration.ofSeconds(5);

    /** How often the pods are listed while the fault is near, and from the first deletion on. */
    private static final Duration BETWEEN_CALM_VIEWS = Duration.ofSeconds(1);

    private static final Duration BETWEEN_VIEWS = Duration.ofMillis(200);

    /** A server that takes long is asked less often: not for this many times as long as it took to answer. */
    private static final int PAUSE_PER_ANSWER_TIME = 10;

    /** What a probe waits for a new list when the last one is too old; it has to return within a second. */
    private static final Duration PROBE_WAIT = Duration.ofMillis(800);

    private final Pods pods;
    private final RequiredPods required;
    private final PodDeletions deletions;
    private final RunClock clock;
    private final ExecutorService looker = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "crossfire-pod-view");
        thread.setDaemon(true);
        return thread;
    });
    private volatile PodView newest;
    private volatile @Nullable String problem;
    private @Nullable Future<?> looking;

    /**
     * Lists the pods for the first time.
     *
     * @throws FaultException when the cluster does not answer
     */
    PodViews(Pods pods, RequiredPods required, PodDeletions deletions, RunClock clock) throws FaultException {
        this.pods = pods;
        this.required = required;
        this.deletions = deletions;
        this.clock = clock;
        this.newest = view();
    }

    private PodView view() throws FaultException {
        Duration asked = clock.elapsed();
        return new PodView(pods.list(), required.now(pods), asked, clock.elapsed());
    }

    PodView newest() {
        return newest;
    }

    /** Why the last list for a probe failed; null when it did not. */
    @Nullable
    String problem() {
        return problem;
    }

    /**
     * Lists the pods.
     *
     * @throws FaultException when the cluster does not answer
     */
    void look() throws FaultException {
        PodView seen = view();
        synchronized (this) {
            // The two threads that look may overtake each other.
            if (seen.asked().compareTo(newest.asked()) >= 0) {
                newest = seen;
                deletions.settle(seen);
            }
            problem = null;
        }
    }

    /** Whether the newest list was asked for so recently; one asked for before a pause of this process was not. */
    boolean isFresh(Duration bound) {
        return age().compareTo(bound) <= 0;
    }

    /** Whether the cluster reports how the pods are. */
    boolean isKnown() {
        return isFresh(OLDEST_VIEW);
    }

    private Duration age() {
        return clock.elapsed().minus(newest.asked());
    }

    /** Has the pods listed when the last list is some time ago, and waits a little for that when it is old. */
    void refresh() {
        PodView seen = newest;
        Duration often = deletions.isEmpty() ? BETWEEN_CALM_VIEWS : BETWEEN_VIEWS;
        Duration slow = seen.answered().minus(seen.asked()).multipliedBy(PAUSE_PER_ANSWER_TIME);
        boolean known = isKnown();
        if (age().compareTo(often) < 0 || (known && age().compareTo(slow) < 0)) {
            return;
        }
        Future<?> next = ask();
        if (!known) {
            await(next);
        }
    }

    private synchronized Future<?> ask() {
        Future<?> current = looking;
        if (current == null || current.isDone()) {
            current = looker.submit(this::lookIfPossible);
            looking = current;
        }
        return current;
    }

    private static void await(Future<?> next) {
        try {
            next.get(PROBE_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException unknown) {
            // Then the last list stays old, which the probe reports.
        }
    }

    private void lookIfPossible() {
        try {
            look();
        } catch (FaultException | RuntimeException failed) {
            problem = String.valueOf(failed.getMessage());
        }
    }

    @Override
    public void close() {
        looker.shutdownNow();
    }

    /**
     * A workload's pods as the API server listed them.
     *
     * @param required how many had to serve then
     * @param asked just before the list was requested, by the clock that never goes back: a process that was stopped while
     *     it waited for the answer, or before it used it, has an old one
     * @param answered just after the answer
     */
    record PodView(List<Pod> pods, long required, Duration asked, Duration answered) {
        PodView {
            pods = List.copyOf(pods);
        }

        Optional<Pod> find(String uid) {
            return pods.stream().filter(pod -> pod.uid().equals(uid)).findFirst();
        }
    }
}
