package dev.crossfire.lab.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * A running child process under a watchdog: it ends, with all its descendants, shortly after this JVM does, however
 * this JVM ends.
 */
public final class SupervisedProcess {
    private final ChildSpec spec;
    private final Process watchdog;
    private final long pid;
    private final Optional<ProcessHandle> handle;
    private final CompletableFuture<Integer> exit;

    private SupervisedProcess(ChildSpec spec, Process watchdog, long pid) {
        this.spec = spec;
        this.watchdog = watchdog;
        this.pid = pid;
        this.handle = ProcessHandle.of(pid);
        this.exit = watchdog.onExit().thenApply(this::leftBehind);
    }

    /**
     * Starts a child.
     *
     * @throws IOException if neither the watchdog nor the child was started
     */
    public static SupervisedProcess start(ChildSpec spec) throws IOException {
        Process watchdog = Watchdog.start(spec);
        BufferedReader out =
                new BufferedReader(new InputStreamReader(watchdog.getInputStream(), StandardCharsets.US_ASCII));
        String line = out.readLine();
        if (line == null) {
            watchdog.destroyForcibly();
            throw new IOException("the watchdog of " + spec.name() + " ended before it had started its child; see "
                    + spec.log() + ", and whether /bin/sh and ps work here");
        }
        return new SupervisedProcess(spec, watchdog, Long.parseLong(line.trim()));
    }

    /** Returns the child's name. */
    public String name() {
        return spec.name();
    }

    /** Returns the process id of the child itself, not of its watchdog. */
    public long pid() {
        return pid;
    }

    /** Returns whether the child has not ended yet; a stopped child is alive. */
    public boolean alive() {
        return !exit.isDone();
    }

    /** Completes with the exit code once the child has ended and was reaped; 128 + n after signal n. */
    public CompletableFuture<Integer> exit() {
        return exit;
    }

    /** Requests the child to end by itself, with SIGTERM. */
    void terminate() {
        handle.ifPresent(ProcessHandle::destroy);
    }

    /**
     * Kills the child and its descendants at once with SIGKILL, as the loss of a machine would.
     *
     * @return the processes that were there, for a proof of their death
     */
    public List<ProcessHandle> kill() {
        List<ProcessHandle> kids = handle.map(ProcessTree::below).orElse(List.of());
        handle.ifPresent(ProcessHandle::destroyForcibly);
        kids.forEach(ProcessHandle::destroyForcibly);
        return Stream.concat(handle.stream(), kids.stream()).toList();
    }

    /** Lets the watchdog kill the child and everything below it; returns at once. */
    public void close() {
        try {
            watchdog.getOutputStream().close();
        } catch (IOException e) {
            // The pipe is broken because the watchdog has ended already, and with it the child.
            kill();
        }
    }

    /** Covers a watchdog that was itself killed: its pipe's end makes the other half of it kill the child. */
    private int leftBehind(Process ended) {
        close();
        kill();
        return ended.exitValue();
    }
}
