package dev.crossfire.series;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.judge.Judge;
import dev.crossfire.model.verdict.CohortRecovery;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Full runs in a row, each watched by an observer of its own at the balancer whose requests the same judge judges.
 *
 * <p>Settings: {@code crossfire.runs} how many (10), {@code crossfire.series} the folder for the runs
 * ({@code target/series}).
 */
class FailoverSeries {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final String SCENARIO = "ticket-open-database-failover";
    private static final double TOLERANCE_SECONDS = 0.1;
    private static final Duration PLANNED_WITHIN = Duration.ofMinutes(2);
    private static final Kinds KINDS = Kinds.load();

    /** One run: what clients saw, and what the prober did. */
    private record Row(
            int run,
            Verdict verdict,
            @Nullable CohortRecovery clients,
            @Nullable CohortRecovery prober) {
        double width() {
            return clients == null || clients.high() == null || clients.low() == null
                    ? Double.POSITIVE_INFINITY
                    : clients.high() - clients.low();
        }

        boolean holds() {
            return clients != null
                    && prober != null
                    && prober.seconds() != null
                    && clients.low() != null
                    && clients.high() != null
                    && clients.low() - TOLERANCE_SECONDS <= prober.seconds()
                    && prober.seconds() <= clients.high() + TOLERANCE_SECONDS;
        }

        String line() {
            return String.format(
                    Locale.ROOT,
                    "| %d | %s | %s | %s | %s | %.0f ms | %s |",
                    run,
                    verdict.outcome(),
                    clients == null ? "-" : clients.seconds(),
                    clients == null ? "-" : clients.low() + " – " + clients.high(),
                    prober == null ? "-" : prober.seconds(),
                    width() * 1000,
                    holds() ? "yes" : "no");
        }
    }

    @Test
    void theBracketContainsWhatAnIndependentObserverSaw() throws IOException, InterruptedException {
        int runs = Integer.getInteger("crossfire.runs", 10);
        Path folder =
                Path.of(System.getProperty("crossfire.series", "target/series")).toAbsolutePath();
        assertThat(folder).as("an earlier series").doesNotExist();
        List<Row> rows = new ArrayList<>();
        for (int i = 1; i <= runs; i++) {
            rows.add(one(i, folder.resolve("run-" + i)));
            Files.writeString(folder.resolve("table.md"), table(rows));
        }
        List<Double> widths = rows.stream().map(Row::width).sorted().toList();
        long held = rows.stream().filter(Row::holds).count();
        assertThat(rows)
                .noneMatch(row -> row.verdict().outcome() == RunOutcome.INCONCLUSIVE
                        || row.verdict().outcome() == RunOutcome.ERROR);
        assertThat(held).as(table(rows)).isGreaterThanOrEqualTo((long) Math.ceil(runs * 0.9));
        assertThat(widths.get(runs / 2)).as(table(rows)).isLessThanOrEqualTo(0.15);
    }

    private static Row one(int number, Path out) throws IOException, InterruptedException {
        Path probed = Files.createDirectories(out.resolveSibling(out.getFileName() + "-prober"));
        Process run = new ProcessBuilder(
                        HOME.resolve("crossfire").toString(),
                        "run",
                        SCENARIO,
                        "--out",
                        out.toString(),
                        "--seed",
                        "" + number)
                .redirectErrorStream(true)
                .redirectOutput(out.resolveSibling(out.getFileName() + ".txt").toFile())
                .start();
        RunDirectory clients = new RunDirectory(out, KINDS);
        RunDirectory prober = new RunDirectory(probed, KINDS);
        try {
            Awaitility.await("the run's journal says that load began")
                    .atMost(PLANNED_WITHIN)
                    .until(() -> loadHasBegun(clients));
            URI baseUrl = Objects.requireNonNull(clients.plan().baseUrl(), "the lab has an address");
            try (Prober probe = new Prober(baseUrl, prober, "buyers", "reserve")) {
                Awaitility.await("the load's end").atMost(PLANNED_WITHIN).until(() -> loadHasEnded(clients));
                assertThat(probe.count()).isPositive();
            }
            run.waitFor();
        } finally {
            run.destroy();
        }
        Files.copy(clients.planFile(), prober.planFile());
        Files.copy(clients.journalFile(), prober.journalFile());
        Verdict verdict = clients.verdict();
        Verdict observed = new Judge(KINDS.objectives()).judge(prober.evidence());
        return new Row(number, verdict, buyers(verdict), buyers(observed));
    }

    private static boolean loadHasBegun(RunDirectory run) throws IOException {
        return Files.exists(run.journalFile())
                && Files.readString(run.journalFile()).contains("\"load-started\"");
    }

    private static boolean loadHasEnded(RunDirectory run) throws IOException {
        String journal = Files.readString(run.journalFile());
        return journal.contains("\"load-ended\"")
                || journal.contains("\"run-ended\"")
                || journal.contains("\"broken\"");
    }

    private static @Nullable CohortRecovery buyers(Verdict verdict) {
        return verdict.recovery().stream()
                .filter(recovery -> recovery.cohort().equals("buyers"))
                .findFirst()
                .orElse(null);
    }

    private static String table(List<Row> rows) {
        StringBuilder table = new StringBuilder("""
                | run | outcome | clients recovered after | bracket | prober recovered after | width | within ± 100 ms |
                |---|---|---|---|---|---|---|
                """);
        rows.forEach(row -> table.append(row.line()).append('\n'));
        return table.toString();
    }
}
