package dev.crossfire.process;

import dev.crossfire.error.RunErrorException;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A program of Crossfire that runs beside this process, writes lines on standard output and ends when its standard
 * input does.
 *
 * <p>It is started in a session of its own: a Ctrl-C in the terminal then reaches only this process, and the children
 * keep running until everything is healed.
 */
public final class ChildProcess implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** Between the end of its output and the end of its process. */
    private static final Duration EXIT_BOUND = Duration.ofSeconds(2);

    private static final int FIRST_SIGNAL = 128;
    private static final int MOST_SIGNALS = 65;
    private static final int KILLED = FIRST_SIGNAL + 9;

    private final String name;
    private final Process process;
    private final BufferedWriter input;
    private final Path log;
    private volatile boolean closing;

    private ChildProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.input = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        this.log = log;
    }

    /**
     * Starts a program.
     *
     * @param log where its standard error goes
     * @param lines is handed every line of standard output, on a thread of its own
     * @param ended is called once, after the last line
     * @throws RunErrorException when the program cannot be started
     */
    public static ChildProcess start(
            String name, List<String> command, Path log, Consumer<String> lines, Runnable ended)
            throws RunErrorException {
        List<String> whole = new ArrayList<>(ownSession());
        whole.addAll(command);
        try {
            Process process = new ProcessBuilder(whole)
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            ChildProcess child = new ChildProcess(name, process, log);
            Thread reader = new Thread(() -> child.read(lines, ended), name + "-lines");
            reader.setDaemon(true);
            reader.start();
            return child;
        } catch (IOException refused) {
            throw new RunErrorException("the " + name + " could not be started: " + refused.getMessage(), refused);
        }
    }

    /** Linux has a program for it; macOS has Perl instead. */
    private static List<String> ownSession() {
        return onPath("setsid")
                .map(List::of)
                .or(() -> onPath("perl").map(perl -> List.of(perl, "-e", "use POSIX; POSIX::setsid(); exec @ARGV")))
                .orElse(List.of());
    }

    private static Optional<String> onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    private void read(Consumer<String> lines, Runnable ended) {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            reader.lines().forEach(lines);
        } catch (IOException | UncheckedIOException closed) {
            // The stream of a killed process ends in an error; its end is all there is to know.
        } finally {
            ended.run();
        }
    }

    /** Writes a line to its standard input, from any thread; a child that has ended does not get it. */
    public synchronized void send(String line) {
        try {
            input.write(line);
            input.write('\n');
            input.flush();
        } catch (IOException gone) {
            // The reader notices its end.
        }
    }

    /** The process id. */
    public long pid() {
        return process.pid();
    }

    /** Calls back when it ends before it is closed. */
    public void whenEnded(Runnable callback) {
        var unused = process.onExit().thenRun(() -> {
            if (!closing) {
                callback.run();
            }
        });
    }

    /** Whether it still runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** How its process ended, as {@code exit code 3} or {@code signal 9}; fits after "ended with". */
    public String exit() {
        try {
            if (!process.waitFor(EXIT_BOUND.toMillis(), TimeUnit.MILLISECONDS)) {
                return "its output closed, though its process is alive";
            }
        } catch (InterruptedException early) {
            Thread.currentThread().interrupt();
            return "an exit code that was not waited for";
        }
        int code = process.exitValue();
        if (code == KILLED) {
            return "signal 9 (SIGKILL): it was killed, or the machine ran out of memory";
        }
        return code > FIRST_SIGNAL && code < FIRST_SIGNAL + MOST_SIGNALS
                ? "signal " + (code - FIRST_SIGNAL)
                : "exit code " + code;
    }

    /** The last lines of its standard error, oldest first; none when they cannot be read. */
    public List<String> lastLogLines(int most) {
        try {
            List<String> all = Files.readAllLines(log, StandardCharsets.UTF_8);
            return all.subList(Math.max(0, all.size() - most), all.size());
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    /** Requests it to end by closing its standard input, and kills it and what it started when it does not. */
    @Override
    public void close() {
        close(GRACE);
    }

    /**
     * Requests it to end, as {@link #close()}.
     *
     * @param grace how long it may take
     */
    public void close(Duration grace) {
        closing = true;
        try {
            input.close();
        } catch (IOException gone) {
            // It has ended already.
        }
        boolean interrupted = Thread.interrupted();
        try {
            if (!process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
            }
        } catch (InterruptedException again) {
            interrupted = true;
            kill();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void kill() {
        List<ProcessHandle> family = new ArrayList<>(process.descendants().toList());
        process.destroyForcibly();
        family.forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public String toString() {
        return name + " (process " + pid() + ")";
    }
}
