package dev.crossfire.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Stops labs in the background. */
@Command(
        name = "down",
        description = "Stop labs in the background: the given one, or every one.",
        footer = {"", "Example:", "  crossfire lab down"})
final class LabDownCommand implements Callable<Integer> {
    private static final int GRACE_SECONDS = 10;

    @Parameters(arity = "0..1", paramLabel = "PID", description = "The lab's process; every lab when left out.")
    private long pid;

    private final Terminal terminal;

    LabDownCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Long> running = LabStates.ofUser().running().stream()
                .map(lab -> lab.path("pid").asLong())
                .toList();
        if (pid != 0 && !running.contains(pid)) {
            terminal.err().println("  there is no lab " + pid + "; running: " + (running.isEmpty() ? "none" : running));
            return ExitCode.USAGE;
        }
        List<Long> stubborn = new ArrayList<>();
        int stopped = 0;
        for (long one : pid == 0 ? running : List.of(pid)) {
            if (end(one)) {
                stopped++;
            } else {
                stubborn.add(one);
            }
        }
        stubborn.forEach(one -> terminal.err().println("  lab " + one + " does not stop; try kill -9 " + one));
        terminal.out().println(stopped == 1 ? "  1 lab stopped." : "  " + stopped + " labs stopped.");
        LabStates.ofUser().running();
        return stubborn.isEmpty() ? ExitCode.PASS : ExitCode.BROKEN;
    }

    /** Asks a lab's process to end, which stops everything in it; whether it has. */
    static boolean end(long pid) throws InterruptedException {
        ProcessHandle process = ProcessHandle.of(pid).filter(LabStates::isLab).orElse(null);
        if (process == null) {
            return true;
        }
        process.destroy();
        try {
            process.onExit().get(GRACE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException | ExecutionException stubborn) {
            return false;
        }
    }
}
