package dev.crossfire.series;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.model.Plan.PlannedFault;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * How punctual faults are: short network faults on the lab under load, each injected at its planned moment.
 *
 * <p>Settings: {@code crossfire.faults} how many (200), {@code crossfire.series} the folder for the runs
 * ({@code target/jitter}).
 */
class JitterSeries {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Kinds KINDS = Kinds.load();
    private static final int A_RUN = 40;
    private static final int LEAST_A_RUN = 5;
    private static final Duration FIRST = Duration.ofSeconds(6);
    private static final Duration APART = Duration.ofMillis(2300);
    private static final double MOST_P99_MILLIS = 10;

    /** One fault: how late it was injected, and how long the request took. */
    private record Row(String fault, double lateMillis, double askingMillis) {}

    @Test
    void faultsBeginWhenTheyAreDue() throws IOException, InterruptedException {
        int faults = Integer.getInteger("crossfire.faults", 200);
        Path folder =
                Path.of(System.getProperty("crossfire.series", "target/jitter")).toAbsolutePath();
        assertThat(folder).as("an earlier series").doesNotExist();
        Files.createDirectories(folder);
        List<Row> rows = new ArrayList<>();
        for (int run = 1; rows.size() < faults; run++) {
            int count = Math.min(A_RUN, Math.max(LEAST_A_RUN, faults - rows.size()));
            List<Row> fired = one(folder.resolve("run-" + run), run, count);
            assertThat(fired).as("faults fired in run " + run).isNotEmpty();
            rows.addAll(fired);
            Files.writeString(folder.resolve("table.md"), table(rows));
        }
        assertThat(percentile(rows, 99)).as(table(rows)).isLessThanOrEqualTo(MOST_P99_MILLIS);
    }

    private static List<Row> one(Path out, int seed, int faults) throws IOException, InterruptedException {
        Path scenario = out.resolveSibling(out.getFileName() + ".yaml");
        Files.writeString(scenario, scenario(faults));
        Process run = new ProcessBuilder(
                        HOME.resolve("crossfire").toString(),
                        "run",
                        scenario.toString(),
                        "--out",
                        out.toString(),
                        "--seed",
                        "" + seed)
                .redirectErrorStream(true)
                .redirectOutput(out.resolveSibling(out.getFileName() + ".txt").toFile())
                .start();
        try {
            run.waitFor();
        } finally {
            run.destroy();
        }
        return rows(new RunDirectory(out, KINDS));
    }

    private static List<Row> rows(RunDirectory run) throws IOException {
        Map<String, Duration> planned = new HashMap<>();
        for (PlannedFault fault : run.plan().faults()) {
            if (fault.at() != null) {
                planned.put(fault.spec().id(), fault.at());
            }
        }
        List<JournalEvent> journal = run.journal();
        Instant zero = journal.stream()
                .filter(JournalEvent.LoadStarted.class::isInstance)
                .map(event -> ((JournalEvent.LoadStarted) event).zero())
                .findFirst()
                .orElseThrow();
        List<Row> rows = new ArrayList<>();
        for (JournalEvent event : journal) {
            if (event instanceof JournalEvent.FaultInjected asked && planned.containsKey(asked.fault())) {
                Instant due = zero.plus(planned.get(asked.fault()));
                rows.add(new Row(
                        run.path().getFileName() + " " + asked.fault(),
                        millis(Duration.between(due, asked.injected())),
                        millis(Duration.between(asked.injected(), asked.answered()))));
            }
        }
        return rows;
    }

    private static String scenario(int faults) {
        StringBuilder text = new StringBuilder();
        Duration length = FIRST.plus(APART.multipliedBy(faults)).plusSeconds(5);
        text.append(String.format(Locale.ROOT, """
                crossfire: v1
                name: punctual
                load:
                  simulation: TicketOpen
                  parameters: { event: 42 }
                  warm-up: 4s
                  duration: %dms
                  cohorts:
                    browsers: { rate: 60/s }
                    buyers: { rate: 20/s }
                steady-state: { for: 2s }
                objectives:
                  - id: most-buyers-served
                    error-ratio: { cohort: buyers, at-most: 50%% }
                faults:
                """, length.toMillis()));
        for (int i = 0; i < faults; i++) {
            text.append(String.format(
                    Locale.ROOT,
                    "  - { id: slow-%d, kind: network-latency, target: { role: balancer-to-shop, select: { count: 1 } },"
                            + " at: %dms, duration: 1s, delay: 50ms }%n",
                    i,
                    FIRST.plus(APART.multipliedBy(i)).toMillis()));
        }
        return text.toString();
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }

    private static double percentile(List<Row> rows, int percent) {
        List<Double> late = rows.stream().map(Row::lateMillis).sorted().toList();
        return late.get(Math.min(late.size() - 1, (int) Math.ceil(late.size() * percent / 100.0) - 1));
    }

    private static String table(List<Row> rows) {
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                "%d faults; late by p50 %.3f ms, p99 %.3f ms, at most %.3f ms%n%n"
                        + "| fault | late, ms | asking took, ms |%n|---|---|---|%n",
                rows.size(),
                percentile(rows, 50),
                percentile(rows, 99),
                percentile(rows, 100)));
        for (Row row : rows) {
            table.append(String.format(
                    Locale.ROOT, "| %s | %.3f | %.1f |%n", row.fault(), row.lateMillis(), row.askingMillis()));
        }
        return table.toString();
    }
}
