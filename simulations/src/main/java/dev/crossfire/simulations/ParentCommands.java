package dev.crossfire.simulations;

import dev.crossfire.simulations.recorder.LedgerLog;
import dev.crossfire.simulations.recorder.Recorder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Timer;
import java.util.TimerTask;

/** Follows the parent's commands on standard input, and its silence. */
final class ParentCommands {
    private static final long GOODBYE_MILLIS = 2000;
    private static final long LONGEST_GOODBYE_MILLIS = 4000;

    private ParentCommands() {}

    /** Reads orders in the background until the input ends. */
    static void follow(InputStream input, RunControl control, Recorder recorder, LedgerLog ledger) {
        // SIGINT from a terminal reaches this process too: what has ended by then is to be on disk.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> finish(recorder, ledger), "last-flush"));
        Thread thread = new Thread(() -> read(input, control), "orders");
        thread.setDaemon(true);
        thread.start();
    }

    private static void read(InputStream input, RunControl control) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null) {
                switch (line.strip()) {
                    case "start" -> control.start();
                    case "stop" -> control.stop("the parent process sent stop");
                    default -> System.err.println("a command is start or stop, not '" + line + "'");
                }
                line = lines.readLine();
            }
        } catch (IOException broken) {
            System.err.println("the parent process cannot be read: " + broken.getMessage());
        }
        orphaned(control);
    }

    /**
     * The parent is dead: no process is left to stop the load, or to notice that it did not stop. Exiting removes what
     * libraries have unpacked, which halting does not.
     */
    private static void orphaned(RunControl control) {
        control.stop("the parent process has ended");
        after(GOODBYE_MILLIS, () -> System.exit(Generator.BROKEN));
        after(LONGEST_GOODBYE_MILLIS, () -> Runtime.getRuntime().halt(Generator.BROKEN));
    }

    /** On a thread of its own, because an exit blocks its thread. */
    private static void after(long millis, Runnable end) {
        new Timer("goodbye", true)
                .schedule(
                        new TimerTask() {
                            @Override
                            public void run() {
                                end.run();
                            }
                        },
                        millis);
    }

    private static void finish(Recorder recorder, LedgerLog ledger) {
        try {
            recorder.finish();
            ledger.finish();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
