package dev.crossfire.chaos.command;

import dev.crossfire.model.environment.Secret;
import dev.crossfire.spi.RunClock;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs the user's commands, each within the time limit, and without a shell. */
final class CommandRunner {
    private static final Duration USUAL_LIMIT = Duration.ofSeconds(10);
    static final Duration KILLED_WITHIN = Duration.ofSeconds(2);
    private static final int LONGEST_OUTPUT = 400;
    private static final int MOST_BYTES_READ = 16_384;

    private final CommandSettings options;
    private final RunClock clock;

    CommandRunner(CommandSettings options, RunClock clock) {
        this.options = options;
        this.clock = clock;
    }

    /** How long a command may take. */
    Duration limit() {
        return options.timeLimit() == null ? USUAL_LIMIT : options.timeLimit();
    }

    /**
     * The result of a command.
     *
     * @param exitCode null when it was killed at the time limit
     * @param output the end of what it printed, secrets replaced
     */
    record CommandResult(String program, @Nullable Integer exitCode, String output) {
        boolean succeeded() {
            return exitCode != null && exitCode == 0;
        }

        /** What it did, as text. */
        String detail() {
            String end = exitCode == null ? " did not end in time and was killed" : " ended with exit code " + exitCode;
            return program + end + (output.isEmpty() ? "" : ": " + output);
        }
    }

    /** A command was not started, so it did nothing. */
    static final class NotStartedException extends Exception {
        private static final long serialVersionUID = 1L;

        NotStartedException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * Runs a command to its end, or to the time limit; an interrupt does not cut it short, for it may be healing.
     *
     * @param started receives the process as soon as it runs
     * @throws NotStartedException when nothing was started; whatever goes wrong later is in the result
     */
    CommandResult run(List<String> command, CommandValues values, Consumer<ProcessHandle> started)
            throws NotStartedException {
        Path output = outputFile();
        try {
            Process process = start(values.in(command), values, output);
            started.accept(process.toHandle());
            boolean ended = await(process);
            if (!ended) {
                kill(process.toHandle());
            }
            return new CommandResult(command.get(0), ended ? process.exitValue() : null, text(output));
        } finally {
            // One that stays lies among the temporary files.
            boolean unusedDeleted = output.toFile().delete();
        }
    }

    private static Path outputFile() throws NotStartedException {
        try {
            return Files.createTempFile("crossfire-command-", ".out");
        } catch (IOException full) {
            throw new NotStartedException("the output of a command cannot be kept: " + full, full);
        }
    }

    private Process start(List<String> command, CommandValues values, Path output) throws NotStartedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        values.all().forEach((name, value) -> builder.environment()
                .put("CROSSFIRE_" + name.toUpperCase(Locale.ROOT).replace('-', '_'), value));
        secrets().forEach((name, value) -> builder.environment().put(name, value.reveal()));
        if (options.folder() != null) {
            builder.directory(new File(options.folder()));
        }
        try {
            return builder.start();
        } catch (IOException missing) {
            throw new NotStartedException(
                    command.get(0) + " cannot be started; expected a program on the path of this machine"
                            + (options.folder() == null ? "" : ", and a folder " + options.folder()),
                    missing);
        }
    }

    private boolean await(Process process) {
        Duration until = clock.elapsed().plus(limit());
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return process.waitFor(until.minus(clock.elapsed()).toMillis(), TimeUnit.MILLISECONDS);
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Kills a process with everything that it has started, and waits until it is gone. */
    static void kill(ProcessHandle process) {
        // From the top: a shell whose child dies first goes on with its next command, and may break the target.
        List<ProcessHandle> children = process.children().toList();
        process.destroyForcibly();
        children.forEach(CommandRunner::kill);
        process.onExit()
                .completeOnTimeout(process, KILLED_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private Map<String, Secret> secrets() {
        return options.environment() == null ? Map.of() : options.environment();
    }

    private String text(Path output) {
        String text = end(output);
        for (Secret secret : secrets().values()) {
            if (!secret.reveal().isEmpty()) {
                text = text.replace(secret.reveal(), secret.toString());
            }
        }
        text = text.replaceAll("[\\p{Cntrl}\\s]+", " ").trim();
        return text.length() > LONGEST_OUTPUT ? "…" + text.substring(text.length() - LONGEST_OUTPUT) : text;
    }

    /** The end of a file, without a channel: an interrupted thread that heals could not read one. */
    private static String end(Path output) {
        try (RandomAccessFile file = new RandomAccessFile(output.toFile(), "r")) {
            file.seek(Math.max(0, file.length() - MOST_BYTES_READ));
            byte[] bytes = new byte[MOST_BYTES_READ];
            int count = Math.max(0, file.read(bytes));
            return new String(bytes, 0, count, StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            return "its output cannot be read: " + unreadable;
        }
    }
}
