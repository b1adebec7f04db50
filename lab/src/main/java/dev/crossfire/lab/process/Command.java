package dev.crossfire.lab.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A program that is run to its end, under a watchdog like any other child. */
public final class Command {
    private Command() {}

    /**
     * Runs a program.
     *
     * @param limit how long it may take
     * @throws PartFailedException if it does not end with 0 in time; it is killed then
     */
    public static void run(ChildSpec spec, Duration limit) throws PartFailedException, InterruptedException {
        try {
            SupervisedProcess child = SupervisedProcess.start(spec);
            int code = end(child, limit);
            if (code != 0) {
                throw new PartFailedException(spec.name(), "ended with exit code " + code, spec.log(), null);
            }
        } catch (IOException e) {
            throw new PartFailedException(spec.name(), "could not be started", spec.log(), e);
        } catch (TimeoutException e) {
            throw new PartFailedException(spec.name(), "had not ended after " + limit, spec.log(), e);
        }
    }

    /** Sends a signal by its name, for those that Java cannot send: STOP, CONT, INT. */
    public static void signal(String signal, long pid, Path log) throws PartFailedException, InterruptedException {
        // The shell's own kill: small systems have no other.
        String script = "kill -" + signal + " " + pid;
        ChildSpec kill = new ChildSpec("kill-" + signal, List.of("/bin/sh", "-c", script), Map.of(), log);
        run(kill, Duration.ofSeconds(5));
    }

    private static int end(SupervisedProcess child, Duration limit) throws InterruptedException, TimeoutException {
        try {
            return child.exit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("waiting for " + child.name() + " failed", e);
        } finally {
            child.close();
        }
    }
}
