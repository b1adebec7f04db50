package dev.crossfire.guardian;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.crossfire.evidence.JsonLines;
import dev.crossfire.evidence.RunDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The process that conducts a run: found by the journal, and checked for being stopped. */
public final class ConductorProcess {
    private static final long PATIENCE_SECONDS = 5;

    private ConductorProcess() {}

    /**
     * Finds it by the first line of the run's journal; empty when it has ended, or the line does not name it.
     *
     * <p>A stop must not wait until the classes that read a whole journal have been loaded.
     *
     * @throws IOException when there is no journal, or it cannot be read
     */
    public static Optional<ProcessHandle> processOf(RunDirectory run) throws IOException {
        Optional<String> first = JsonLines.first(run.journalFile());
        return first.isEmpty() ? Optional.empty() : process(first.get());
    }

    private static Optional<ProcessHandle> process(String first) throws IOException {
        long pid = -1;
        @Nullable Instant at = null;
        try (JsonParser line = new JsonFactory().createParser(first)) {
            for (JsonToken token = line.nextToken(); token != null; token = line.nextToken()) {
                if (token == JsonToken.VALUE_NUMBER_INT && "pid".equals(line.currentName())) {
                    pid = line.getLongValue();
                } else if (token == JsonToken.VALUE_STRING && "at".equals(line.currentName())) {
                    at = Instant.parse(line.getText());
                }
            }
        } catch (DateTimeException foreign) {
            throw new IOException("the journal's first line has an unknown format", foreign);
        }
        return at == null ? Optional.empty() : process(pid, at);
    }

    /** The process of a number, unless that was given to another since it wrote something. */
    static Optional<ProcessHandle> process(long pid, Instant wrote) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(process -> process.info()
                .startInstant()
                .map(start -> !start.isAfter(latestStart(wrote)))
                .orElse(true));
    }

    /** A process is older than what it wrote; the system's own record of its start is coarse. */
    private static Instant latestStart(Instant wrote) {
        return wrote.plusSeconds(1);
    }

    /**
     * Whether a process was stopped, as by SIGSTOP or Ctrl-Z: it lives, and does nothing. A process that the operating
     * system does not know is not stopped.
     */
    public static boolean isStopped(ProcessHandle process) throws InterruptedException {
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
