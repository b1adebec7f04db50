package dev.crossfire.guardian;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Whether a process was stopped, as by SIGSTOP or Ctrl-Z: it lives, and does nothing. */
public final class StoppedProcessCheck {
    private static final long PATIENCE_SECONDS = 5;

    private StoppedProcessCheck() {}

    /** Queries the operating system; a process that it does not know is not stopped. */
    public static boolean of(ProcessHandle process) throws InterruptedException {
        try {
            Process ps = new ProcessBuilder("ps", "-o", "stat=", "-p", Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .start();
            String state = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return ps.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    && state.strip().startsWith("T");
        } catch (IOException noSuchProgram) {
            return false;
        }
    }
}
