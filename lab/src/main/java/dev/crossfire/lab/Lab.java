package dev.crossfire.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crossfire.lab.process.PartFailedException;
import dev.crossfire.lab.process.ProcessExitCheck;
import dev.crossfire.lab.time.LabClock;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The embedded target as a program: starts a whole ticket shop on this machine, and stops it. */
public final class Lab {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int USAGE = 2;
    private static final int BROKEN = 4;

    private record StartProgress(String event, String part) {}

    private record StartFailed(String event, String part, String message, List<String> log) {}

    private Lab() {}

    /** Runs a lab until it is stopped; exits 2 on bad usage, 4 when a part does not get ready. */
    public static void main(String[] arguments) throws InterruptedException {
        LabSettings settings = new LabSettings();
        CommandLine commandLine = new CommandLine(settings);
        try {
            commandLine.parseArgs(arguments);
            if (commandLine.isUsageHelpRequested()) {
                commandLine.usage(System.out);
                return;
            }
            settings.check();
        } catch (ParameterException e) {
            System.err.println("lab: " + e.getMessage() + " (--help lists all options)");
            System.exit(USAGE);
        }
        run(settings);
    }

    private static void run(LabSettings settings) throws InterruptedException {
        ClosableParts parts = new ClosableParts();
        // However this JVM is stopped; if it is killed, the watchdogs do the same.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(parts), "stopping"));
        if (!settings.detached) {
            stopAtEndOfInput();
        }
        try {
            // Every proof that a process has ended needs it: better no lab than one whose databases never fail over.
            ProcessExitCheck.stillThere(List.of(ProcessHandle.current().pid()));
            ReadyLine ready = LabAssembly.start(
                    settings,
                    parts,
                    LabClock.wall(),
                    part -> System.out.println(json(new StartProgress("starting", part))));
            System.out.println(json(ready));
        } catch (PartFailedException e) {
            fail(new StartFailed("failed", e.part(), String.valueOf(e.getMessage()), e.log()));
        } catch (Exception e) {
            fail(new StartFailed("failed", "lab", String.valueOf(e.getMessage()), List.of(e.toString())));
        }
        new CountDownLatch(1).await();
    }

    private static void fail(StartFailed failed) {
        System.out.println(json(failed));
        System.exit(BROKEN);
    }

    private static void stop(ClosableParts parts) {
        try {
            parts.close();
        } catch (IllegalStateException e) {
            System.err.println("lab: stopped, but not cleanly: " + Arrays.toString(e.getSuppressed()));
        }
    }

    private static void stopAtEndOfInput() {
        Thread input = new Thread(
                () -> {
                    try {
                        System.in.transferTo(OutputStream.nullOutputStream());
                    } catch (IOException e) {
                        System.err.println("lab: standard input broke, stopping: " + e.getMessage());
                    }
                    System.exit(0);
                },
                "end-of-input");
        input.setDaemon(true);
        input.start();
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
