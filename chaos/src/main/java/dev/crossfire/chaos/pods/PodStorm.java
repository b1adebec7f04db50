package dev.crossfire.chaos.pods;

import dev.crossfire.spi.FaultException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Kills pods one after the other at a steady rate, for as long as the cluster permits.
 *
 * <p>A kill whose time has passed is never made up for: a process that was stopped and goes on kills nothing for the
 * time in between, and nothing more at all once its permission is removed.
 */
final class PodStorm implements AutoCloseable {
    /** How often the cluster is queried for the fault's permission: an abort must be seen well within two seconds. */
    private static final Duration ASKED = Duration.ofMillis(400);

    private final List<PodGroup> groups;
    private final PodKill.Settings settings;
    private final String run;
    private final String fault;
    private final InstantSource clock;
    private final Duration interval;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "crossfire-pod-storm");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean over;
    private volatile @Nullable String problem;
    private Instant next = Instant.MAX;
    private Instant end = Instant.MAX;
    private int turn;

    PodStorm(
            List<PodGroup> groups,
            PodKill.Settings settings,
            double perSecond,
            String run,
            String fault,
            InstantSource clock) {
        this.groups = groups;
        this.settings = settings;
        this.run = run;
        this.fault = fault;
        this.clock = clock;
        this.interval = Duration.ofNanos((long) (1e9 / perSecond));
    }

    /**
     * Kills the first pod, and lets the others follow.
     *
     * @throws FaultException when the first could not be killed: then none will be
     */
    void begin() throws FaultException {
        Instant now = clock.instant();
        end = now.plus(settings.storm());
        next = now.plus(interval);
        try {
            killOne();
        } catch (FaultException | RuntimeException refused) {
            over = true;
            throw refused;
        }
        schedule();
    }

    /** Whether it kills no more. */
    boolean isOver() {
        return over;
    }

    /** What went wrong last; null when nothing did. */
    @Nullable
    String problem() {
        return problem;
    }

    private void schedule() {
        Duration untilNext = Duration.between(clock.instant(), next);
        Duration wait = untilNext.compareTo(ASKED) < 0 ? untilNext : ASKED;
        var unused = timer.schedule(this::step, Math.max(0, wait.toNanos()), TimeUnit.NANOSECONDS);
    }

    private void step() {
        try {
            if (!clock.instant().isBefore(end) || !groups.get(0).pods().mayKill(run, fault)) {
                over = true;
                return;
            }
            Instant now = clock.instant();
            if (!now.isBefore(next)) {
                boolean onTime = now.isBefore(next.plus(interval));
                while (!now.isBefore(next)) {
                    next = next.plus(interval);
                }
                if (onTime) {
                    killOne();
                }
            }
        } catch (FaultException | RuntimeException failed) {
            problem = failed.getMessage();
        }
        schedule();
    }

    /** Takes the workloads in turn, so that the rate is that of all of them. */
    private void killOne() throws FaultException {
        for (int i = 0; i < groups.size(); i++) {
            PodGroup podGroup = groups.get(turn++ % groups.size());
            Pod pod = podGroup.next(settings);
            if (pod != null) {
                podGroup.kill(run, fault, pod, settings.grace());
                return;
            }
        }
    }

    @Override
    public void close() {
        over = true;
        timer.shutdownNow();
    }
}
