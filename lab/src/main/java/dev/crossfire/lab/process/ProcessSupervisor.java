package dev.crossfire.lab.process;

import dev.crossfire.lab.truth.TruthLog;
import dev.crossfire.lab.truth.TruthLog.TruthEvent;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Keeps one child running: starts it again whenever it ends, with a back-off on crash loops. */
public final class ProcessSupervisor {
    private static final int CRASH_LOOP = 5;

    private final ChildSpec spec;
    private final Backoff backoff;
    private final ScheduledExecutorService timer;
    private final Clock clock;
    private final TruthLog truth;

    private final Set<String> suspensions = new HashSet<>();

    private @Nullable SupervisedProcess child;
    private Instant started = Instant.EPOCH;
    private @Nullable Integer lastExit;
    private int starts;
    private int crashes;
    private int pauses;
    private boolean stopped;

    /** Creates a supervisor that has started nothing yet. */
    public ProcessSupervisor(
            ChildSpec spec, Backoff backoff, ScheduledExecutorService timer, Clock clock, TruthLog truth) {
        this.spec = spec;
        this.backoff = backoff;
        this.timer = timer;
        this.clock = clock;
        this.truth = truth;
    }

    /**
     * How the child is.
     *
     * @param pid empty between a death and the next start
     * @param starts how often it was started, ever
     * @param started when that was last
     * @param lastExit the code of its last end; 128 + n after signal n; null before the first
     */
    public record ProcessHistory(
            Optional<Long> pid,
            int starts,
            Instant started,
            @Nullable Integer lastExit) {}

    /**
     * Starts the child, unless it runs or its restarts are suspended.
     *
     * @throws IOException if it cannot be started at all; later starts are tried again instead
     */
    public synchronized void start() throws IOException {
        if (stopped || !suspensions.isEmpty() || !hasExited()) {
            return;
        }
        SupervisedProcess now = SupervisedProcess.start(spec);
        child = now;
        starts++;
        started = clock.instant();
        truth.write(TruthEvent.STARTED, spec.name(), now.pid(), "");
        var unused = now.exit().thenAccept(code -> ended(now, code));
        if (pauses > 0) {
            pauseNewborn();
        }
    }

    /** Returns the running child's process id; empty between a death and the next start. */
    public synchronized Optional<Long> pid() {
        return Optional.ofNullable(child).filter(SupervisedProcess::alive).map(SupervisedProcess::pid);
    }

    /** Returns how the child is now. */
    public synchronized ProcessHistory life() {
        return new ProcessHistory(pid(), starts, started, lastExit);
    }

    /**
     * From now on the child is not started again when it ends; what runs goes on until it is ended.
     *
     * @param why the reason; restarts stay suspended until every reason is withdrawn
     */
    public synchronized void suspendRestarts(String why) {
        suspensions.add(why);
    }

    /** Withdraws a reason; starts the child at once when no other reason suspends restarts and it does not run. */
    public synchronized void resumeRestarts(String why) {
        if (suspensions.remove(why) && suspensions.isEmpty() && hasExited()) {
            crashes = 0;
            restartAfter(Duration.ZERO);
        }
    }

    /** Returns whether restarts are suspended. */
    public synchronized boolean restartsSuspended() {
        return !suspensions.isEmpty();
    }

    /** Returns whether another reason than this suspends restarts. */
    public synchronized boolean restartsSuspendedBesides(String why) {
        return suspensions.stream().anyMatch(other -> !other.equals(why));
    }

    /** Requests the child to end, with SIGTERM. */
    public synchronized void terminate(String reason) {
        if (child != null && child.alive()) {
            truth.write(TruthEvent.TERMINATED, spec.name(), child.pid(), reason);
            child.terminate();
        }
    }

    /**
     * Stops the child where it is, with SIGSTOP, and whichever takes its place, until it was resumed as often.
     *
     * @throws PartFailedException if it cannot be stopped; this call has no effect then
     */
    public synchronized void pause(String reason) throws PartFailedException, InterruptedException {
        if (pauses == 0) {
            signal("STOP", TruthEvent.PAUSED, reason);
        }
        pauses++;
    }

    /**
     * Undoes one {@link #pause}; the child goes on when it was the last.
     *
     * @throws PartFailedException if the child may still be stopped
     */
    public synchronized void resume(String reason) throws PartFailedException, InterruptedException {
        pauses--;
        if (pauses == 0) {
            signal("CONT", TruthEvent.RESUMED, reason);
        }
    }

    /** Returns whether the child has crashed so often in a row that it will hardly come up by itself. */
    public synchronized boolean crashLoop() {
        return crashes >= CRASH_LOOP;
    }

    /** Kills the child with SIGKILL; it is started again like after any other death. */
    public synchronized void kill(String reason) {
        if (child != null && child.alive()) {
            truth.write(TruthEvent.KILLED, spec.name(), child.pid(), reason);
            child.kill();
        }
    }

    /** Ends the child for good; returns at once, see {@link #hasExited()}. */
    public synchronized void stop() {
        stopped = true;
        if (child != null) {
            child.kill();
            child.close();
        }
    }

    /** Returns whether no child runs. */
    public synchronized boolean hasExited() {
        return child == null || !child.alive();
    }

    /** Returns what the child was started from. */
    public ChildSpec spec() {
        return spec;
    }

    private void pauseNewborn() throws IOException {
        try {
            signal("STOP", TruthEvent.PAUSED, "as the one before it");
        } catch (PartFailedException e) {
            throw new IOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while pausing " + spec.name(), e);
        }
    }

    private void signal(String signal, TruthEvent what, String reason)
            throws PartFailedException, InterruptedException {
        Optional<Long> pid = pid();
        if (pid.isEmpty()) {
            return;
        }
        try {
            Command.signal(signal, pid.get(), spec.log());
            truth.write(what, spec.name(), pid.get(), reason);
        } catch (PartFailedException e) {
            if (!ProcessExitCheck.stillThere(List.of(pid.get())).isEmpty()) {
                throw e;
            }
        }
    }

    private synchronized void ended(SupervisedProcess dead, int code) {
        truth.write(TruthEvent.DIED, spec.name(), dead.pid(), "exit code " + code);
        lastExit = code;
        if (stopped || !suspensions.isEmpty()) {
            return;
        }
        crashes = backoff.crashes(crashes, Duration.between(started, clock.instant()));
        restartAfter(backoff.wait(crashes));
    }

    private void restartAfter(Duration wait) {
        var unused = timer.schedule(this::restart, wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void restart() {
        try {
            start();
        } catch (IOException e) {
            truth.write(TruthEvent.NOT_STARTED, spec.name(), null, String.valueOf(e.getMessage()));
            restartAfter(backoff.most());
        }
    }
}
