package dev.crossfire.junit.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A command of Crossfire as a process that ends, and heals what it injected, when this one does.
 *
 * <p>Its standard input is a pipe that only this process holds open: however this process ends, the pipe is closed, which
 * the command takes for a request to stop.
 */
public final class CommandProcess implements AutoCloseable {
    /** The option by which a command stops when its standard input ends. */
    public static final String UNTIL_INPUT_ENDS = "--until-input-ends";

    /** Healing is bounded by the command itself, a little shorter than this. */
    private static final Duration GRACE = Duration.ofMinutes(4);

    /** What stays behind after this when this process must end goes on healing by itself. */
    private static final Duration GRACE_AT_EXIT = Duration.ofSeconds(60);

    private static final Set<CommandProcess> LIVE = ConcurrentHashMap.newKeySet();

    private static boolean isEnding;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(CommandProcess::stopAll, "crossfire-stop"));
    }

    private final Process process;
    private final List<Thread> readers = new ArrayList<>();

    private CommandProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts a command.
     *
     * @param directory its working directory
     * @param output is handed each line of its standard output, on a thread of its own
     * @param progress is handed each line of its standard error, on a thread of its own
     * @throws IOException when it cannot be started
     */
    public static CommandProcess start(
            CrossfireLauncher launcher,
            Path directory,
            List<String> arguments,
            Consumer<String> output,
            Consumer<String> progress)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(launcher.program().toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        // A checkout of Crossfire builds itself by Maven when it is stale; never within another build.
        builder.environment().put("CROSSFIRE_NO_BUILD", "1");
        CommandProcess started = startListed(builder);
        started.read("crossfire-output", started.process.inputReader(StandardCharsets.UTF_8), output);
        started.read("crossfire-progress", started.process.errorReader(StandardCharsets.UTF_8), progress);
        return started;
    }

    /** A process that this one must wait for at its end is never missing from the list. */
    private static CommandProcess startListed(ProcessBuilder builder) throws IOException {
        synchronized (LIVE) {
            if (isEnding) {
                throw new IOException("this process is ending; nothing more is started");
            }
            CommandProcess started = new CommandProcess(builder.start());
            LIVE.add(started);
            return started;
        }
    }

    private void read(String name, BufferedReader lines, Consumer<String> consumer) {
        Thread reader = new Thread(
                () -> {
                    try (lines) {
                        lines.lines().forEach(consumer);
                    } catch (IOException | UncheckedIOException closed) {
                        // The stream of a killed process ends in an error; its end is all there is to know.
                    }
                },
                name);
        reader.setDaemon(true);
        reader.start();
        readers.add(reader);
    }

    /** The process id. */
    public long pid() {
        return process.pid();
    }

    /** Calls back once it has ended, however it does. */
    public void whenEnded(Runnable callback) {
        var unused = process.onExit().thenRun(callback);
    }

    /** Whether it still runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Waits until it has ended and all its lines are read; when interrupted, it is stopped first.
     *
     * @return its exit code
     */
    public int await() throws InterruptedException {
        try {
            int code = process.waitFor();
            for (Thread reader : readers) {
                reader.join();
            }
            LIVE.remove(this);
            return code;
        } catch (InterruptedException interrupted) {
            close();
            throw interrupted;
        }
    }

    /** Requests it to stop, and waits until it has healed everything and ended; an interrupt does not shorten that. */
    @Override
    public void close() {
        closeInput();
        boolean interrupted = false;
        long left = GRACE.toSeconds();
        while (process.isAlive() && left > 0) {
            try {
                left -= process.waitFor(1, TimeUnit.SECONDS) ? 0 : 1;
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (process.isAlive()) {
            process.destroyForcibly();
        }
        LIVE.remove(this);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException gone) {
            // It has ended already.
        }
    }

    private static void stopAll() {
        List<CommandProcess> live;
        synchronized (LIVE) {
            isEnding = true;
            live = List.copyOf(LIVE);
        }
        live.forEach(CommandProcess::closeInput);
        for (CommandProcess one : live) {
            try {
                one.process.waitFor(GRACE_AT_EXIT.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException early) {
                return;
            }
        }
    }
}
