package dev.crossfire.chaos.pods;

import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.RunClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Kills pods one after the other at a steady rate, for as long as the cluster permits.
 *
 * <p>A kill whose time has passed is never made up for: a process that was stopped and continues kills nothing for the
 * time in between, and nothing more at all once its permission is removed.
 */
final class PodStorm implements AutoCloseable {
    /** How often the cluster is queried for the fault's permission: an abort must be seen well within two seconds. */
    private static final Duration BETWEEN_PERMISSION_CHECKS = Duration.ofMillis(400);

    /** A kill may come this much later than it is due, or an interval if that is longer: its requests take a while. */
    private static final Duration LATEST_AFTER_DUE = Duration.ofSeconds(1);

    private final List<PodKiller> killers;
    private final Duration lasts;
    private final String run;
    private final String fault;
    private final RunClock clock;
    private final Duration interval;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "crossfire-pod-storm");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean over;
    private volatile @Nullable String problem;
    private Duration next = Duration.ZERO;
    private Duration end = Duration.ZERO;
    private int turn;

    /** A storm that has not begun, over workloads of which each has its killer. */
    PodStorm(List<PodKiller> killers, PodKill.Settings settings, String run, String fault, RunClock clock) {
        this.killers = killers;
        this.lasts = settings.storm();
        this.run = run;
        this.fault = fault;
        this.clock = clock;
        this.interval = settings.interval();
    }

    /**
     * Kills the first pod, and lets the others follow.
     *
     * @throws FaultException when the first could not be killed: then none will be
     */
    void begin() throws FaultException {
        Duration now = clock.elapsed();
        end = now.plus(lasts);
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
        Duration untilNext = next.minus(clock.elapsed());
        Duration wait = untilNext.compareTo(BETWEEN_PERMISSION_CHECKS) < 0 ? untilNext : BETWEEN_PERMISSION_CHECKS;
        var unused = timer.schedule(this::step, Math.max(0, wait.toNanos()), TimeUnit.NANOSECONDS);
    }

    private void step() {
        try {
            if (clock.elapsed().compareTo(end) >= 0
                    || !killers.get(0).group().pods().mayKill(run, fault)) {
                over = true;
                return;
            }
            Duration now = clock.elapsed();
            if (now.compareTo(next) >= 0) {
                boolean onTime = now.compareTo(next.plus(interval)) < 0;
                while (now.compareTo(next) >= 0) {
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
        Duration late = clock.elapsed().plus(interval.compareTo(LATEST_AFTER_DUE) > 0 ? interval : LATEST_AFTER_DUE);
        Duration notAfter = late.compareTo(end) < 0 ? late : end;
        for (int i = 0; i < killers.size(); i++) {
            if (killers.get(turn++ % killers.size()).killNext(notAfter)) {
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
