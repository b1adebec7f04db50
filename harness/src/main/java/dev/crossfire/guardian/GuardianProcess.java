package dev.crossfire.guardian;

import dev.crossfire.error.RunErrorException;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.guardian.GuardianProtocol.GuardianAssignment;
import dev.crossfire.plugin.PluginFolders;
import dev.crossfire.process.ChildProcess;
import dev.crossfire.process.Installation;
import dev.crossfire.time.TimeSource;
import dev.crossfire.time.TimeSource.MonotonicClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The guardian as a process of its own, as the conductor sees it: it gets heartbeats, and permits injections. */
public final class GuardianProcess implements InjectionPermit, Heartbeat, AutoCloseable {
    /** The main class of the guardian that heals. */
    public static final String PROGRAM = Guardian.class.getName();

    private static final Duration BETWEEN_HEARTBEATS = Duration.ofMillis(200);
    /** Half of the guardian's patience: a conductor that was stopped notices before the guardian has given up. */
    private static final Duration LARGEST_SILENCE = GuardianAssignment.PATIENCE.dividedBy(2);

    /** After which it counts as lost, and the run with it. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);

    private static final Duration RELEASED_GRACE = Duration.ofSeconds(5);
    private static final Duration HEALING_GRACE = Duration.ofSeconds(60);
    private static final Duration READY_BOUND = Duration.ofSeconds(60);
    /** Before it has its assignment, silence does not matter. */
    private static final Duration NOTHING_TO_GUARD = Duration.ofDays(1);
    /**
     * From then until the run is conducted: the environment is claimed, and the load generator started, in this time.
     */
    private static final Duration UNTIL_CONDUCTED = Duration.ofMinutes(5);

    /** It waits nearly all its life, and keeps a plan and a connection. */
    private static final List<String> JVM_OPTIONS =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xms8m", "-Xmx64m", "-Dsun.net.inetaddr.ttl=1");

    /** Whatever signal a terminal or a shutdown sends to all processes, the guardian outlives its conductor. */
    private static final List<String> UNMOVED = List.of("sh", "-c", "trap '' INT HUP TERM; exec \"$@\"", "guardian");

    private final TimeSource time;
    private final MonotonicClock ticker;
    private final Fence fence;
    private final Path journal;
    private final GuardianLiveness liveness;
    private final HeartbeatDeadline promise;
    private final ChildProcess child;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final CompletableFuture<String> lost = new CompletableFuture<>();
    private volatile boolean released;

    private GuardianProcess(RunDirectory run, TimeSource clock, String program, List<Path> plugins)
            throws RunErrorException {
        time = clock;
        ticker = clock::elapsed;
        fence = new Fence(run);
        journal = run.journalFile();
        liveness = new GuardianLiveness(LARGEST_SILENCE, ticker.elapsed(), time.now());
        promise = new HeartbeatDeadline(ticker.elapsed(), NOTHING_TO_GUARD);
        child = ChildProcess.start(
                "guardian", command(run.path(), program, plugins), run.file("guardian.log"), this::take, this::ended);
        Thread heartbeats = new Thread(this::sendHeartbeats, "guardian-heartbeats");
        heartbeats.setDaemon(true);
        heartbeats.start();
    }

    /**
     * Starts it; it gets ready in the background, and has nothing to guard before its assignment.
     *
     * @param program its main class, as {@link #PROGRAM}
     * @param plugins the jars of the plug-ins that the conductor has loaded
     * @throws RunErrorException when it cannot be started
     */
    public static GuardianProcess start(RunDirectory run, TimeSource clock, String program, List<Path> plugins)
            throws RunErrorException {
        return new GuardianProcess(run, clock, program, plugins);
    }

    private static List<String> command(Path folder, String program, List<Path> plugins) {
        List<String> command = new ArrayList<>(UNMOVED);
        // A guardian must know every kind that the conductor knows. They are passed in variables: in its arguments
        // they would hide from process listings that this is a guardian, and whose.
        command.addAll(List.of(
                "env",
                // By these, Jenkins and GitHub find and kill what a job leaves. The guardian ends by itself, and must
                // heal before.
                "-u",
                "JENKINS_NODE_COOKIE",
                "-u",
                "RUNNER_TRACKING_ID",
                "CLASSPATH=" + Installation.ownClassPath(),
                PluginFolders.VARIABLE + "=" + PluginFolders.variableOf(plugins)));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_OPTIONS);
        command.addAll(List.of(program, folder.toAbsolutePath().toString()));
        return command;
    }

    /** Sends it its assignment; from now on it heals when this process does not. */
    public void assign(GuardianAssignment guardianAssignment) {
        beat(UNTIL_CONDUCTED);
        child.send(GuardianProtocol.ASSIGN + guardianAssignment.line());
    }

    /**
     * Waits until it can heal.
     *
     * @throws RunErrorException when it cannot, or does not report so in time
     */
    public void awaitReady() throws RunErrorException, InterruptedException {
        try {
            CompletableFuture.anyOf(ready, lost).get(READY_BOUND.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            throw new RunErrorException("the guardian was not ready within " + READY_BOUND.toSeconds() + " s", slow);
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("neither future is ever failed", impossible);
        }
        @Nullable String why = lost.getNow(null);
        if (why != null) {
            throw new RunErrorException(why);
        }
    }

    /** Calls back once when it has died or has taken healing over; at once if that has come already. */
    public void whenLost(Consumer<String> callback) {
        var unused = lost.thenAccept(callback);
    }

    @Override
    public void beat(Duration atMost) {
        promise.give(ticker.elapsed(), atMost);
    }

    @Override
    public @Nullable String objection() {
        @Nullable String raised = fence.raised();
        if (raised != null) {
            return takenOver(raised);
        }
        if (!Files.exists(journal)) {
            return "the run's journal " + journal + " no longer exists";
        }
        @Nullable String why = lost.getNow(null);
        return why != null ? why : liveness.objection(ticker.elapsed(), time.now());
    }

    private void take(String line) {
        if (line.equals(GuardianProtocol.ACK)) {
            liveness.onAck(ticker.elapsed(), time.now());
        } else if (line.equals(GuardianProtocol.READY)) {
            ready.complete(null);
        } else if (line.startsWith(GuardianProtocol.FENCED)) {
            lost.complete(takenOver(line.substring(GuardianProtocol.FENCED.length())));
        } else if (line.startsWith(GuardianProtocol.REFUSED)) {
            lost.complete("the guardian cannot guard this run: " + line.substring(GuardianProtocol.REFUSED.length()));
        }
    }

    private static String takenOver(String why) {
        return "the guardian has taken over: " + why;
    }

    private void ended() {
        if (!released) {
            lost.complete("the guardian (process " + child.pid() + ") has ended; its last output: "
                    + String.join(" | ", child.lastLogLines(3)));
        }
    }

    /**
     * On a thread of its own that touches no disk: a heartbeat shows that this process runs, and that its conducting thread
     * sent a heartbeat in time. It waits by monotonic time, because a wall clock that is set back must not silence it.
     */
    private void sendHeartbeats() {
        while (!released && !lost.isDone()) {
            if (promise.isKept(ticker.elapsed())) {
                child.send(GuardianProtocol.HEARTBEAT);
            }
            try {
                lost.get(BETWEEN_HEARTBEATS.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException healthy) {
                giveUpOnSilence();
            } catch (InterruptedException | ExecutionException impossible) {
                throw new IllegalStateException("heartbeats are never interrupted or failed", impossible);
            }
        }
    }

    /** A guardian that does not even read would fill its pipe in the end, and then block this process as well. */
    private void giveUpOnSilence() {
        Duration silent = liveness.silence(ticker.elapsed());
        if (silent.compareTo(LONGEST_SILENCE) > 0) {
            // A process that was stopped itself may come here before it has read the guardian's messages of that time.
            @Nullable String raised = fence.raised();
            lost.complete(
                    raised != null
                            ? takenOver(raised)
                            : "the guardian (process " + child.pid() + ") has not answered for " + silent.toSeconds()
                                    + " s; it may have been stopped");
        }
    }

    /** Everything is healed: it may go. */
    public void release() {
        released = true;
        child.send(GuardianProtocol.DONE);
    }

    /** Lets it end; one that was not released heals first, and is waited for. */
    @Override
    public void close() {
        child.close(released || lost.isDone() ? RELEASED_GRACE : HEALING_GRACE);
    }

    /**
     * The deadline of the conducting thread's next heartbeat. Reads no clock.
     *
     * <p>A process whose heartbeats come from a thread of their own looks alive for as long as that thread runs; only the
     * working thread can show that it still works.
     */
    static final class HeartbeatDeadline {
        private Duration until;

        /** A promise that is given now, on behalf of a thread that has not begun yet. */
        HeartbeatDeadline(Duration now, Duration atMost) {
            until = now.plus(atMost);
        }

        /** The thread goes on, and will send the next heartbeat. */
        synchronized void give(Duration now, Duration atMost) {
            until = now.plus(atMost);
        }

        /** Whether its heartbeat came in time. */
        synchronized boolean isKept(Duration now) {
            return now.compareTo(until) <= 0;
        }
    }
}
