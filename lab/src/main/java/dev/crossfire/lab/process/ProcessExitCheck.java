package dev.crossfire.lab.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** The proof that processes have ended: a zombie has, even where no process reaps it. */
public final class ProcessExitCheck {
    private ProcessExitCheck() {}

    /**
     * Returns which of the processes can still do something, stopped ones included.
     *
     * @throws IllegalStateException if this machine's ps cannot show it
     */
    public static List<Long> stillThere(Collection<Long> pids) {
        if (pids.isEmpty()) {
            return List.of();
        }
        long own = ProcessHandle.current().pid();
        List<Long> there = list(Stream.concat(Stream.of(own), pids.stream()).toList());
        // A ps that does not know these options lists nothing, and that must not pass for a proof.
        if (!there.contains(own)) {
            throw new IllegalStateException(
                    "ps -o pid=,stat= -p does not even list process " + own + ", which asks: install procps");
        }
        return there.stream().filter(pids::contains).toList();
    }

    private static List<Long> list(List<Long> pids) {
        String list = pids.stream().map(String::valueOf).collect(Collectors.joining(","));
        try {
            Process ps = new ProcessBuilder("ps", "-o", "pid=,stat=", "-p", list)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String out = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return out.lines()
                    .map(line -> line.trim().split("\\s+", 2))
                    .filter(row -> row.length == 2 && !row[1].startsWith("Z"))
                    .map(row -> Long.valueOf(row[0]))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("there is no ps to list processes with: install procps", e);
        }
    }

    /**
     * Waits until all have ended.
     *
     * @throws IllegalStateException if some have not within the limit
     */
    public static void await(Collection<Long> pids, Duration limit) {
        try {
            Awaitility.await()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(10))
                    .atMost(limit)
                    .until(() -> stillThere(pids).isEmpty());
        } catch (ConditionTimeoutException e) {
            throw new IllegalStateException("after " + limit + " there still are processes " + stillThere(pids), e);
        }
    }
}
