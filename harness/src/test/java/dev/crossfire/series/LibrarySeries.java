package dev.crossfire.series;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.scenarios.ScenarioLibrary;
import dev.crossfire.spi.Kinds;
import dev.crossfire.spi.TargetText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Every shipped scenario, for real and one after the other, as a user runs it.
 *
 * <p>Settings: {@code crossfire.scenarios} which, with commas between (all), {@code crossfire.seeds} with how many seeds
 * each (1), {@code crossfire.library} the folder for the runs ({@code target/library}).
 */
class LibrarySeries {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Kinds KINDS = Kinds.load();
    private static final double A_SECOND = 1e9;

    private record Row(String scenario, int seed, Verdict verdict, double seconds) {
        String line() {
            String faults = verdict.faults().stream()
                    .map(fault -> fault.kind() + (fault.wasConfirmed() && fault.wasCleared() ? "" : " (!)"))
                    .collect(Collectors.joining(", "));
            String objectives = verdict.objectives().stream().map(Row::line).collect(Collectors.joining("; "));
            return String.format(
                    Locale.ROOT,
                    "| `%s` | %d | %s | %.0f s | %s | %s |",
                    scenario,
                    seed,
                    verdict.outcome(),
                    seconds,
                    faults,
                    objectives);
        }

        private static String line(ObjectiveVerdict objective) {
            String figure = figure(objective);
            return objective.id() + " " + (figure.isEmpty() ? "–" : figure) + " ("
                    + TargetText.plain(objective.target()) + ")";
        }
    }

    @Test
    void theHealthyLabPassesEveryShippedScenario() throws IOException, InterruptedException {
        Path folder = Path.of(System.getProperty("crossfire.library", "target/library"))
                .toAbsolutePath();
        assertThat(folder).as("an earlier series").doesNotExist();
        Files.createDirectories(folder);
        List<Row> rows = new ArrayList<>();
        for (String scenario : scenarios()) {
            for (int seed = 1; seed <= Integer.getInteger("crossfire.seeds", 1); seed++) {
                rows.add(one(scenario, seed, folder.resolve(scenario + "-" + seed)));
                Files.writeString(folder.resolve("table.md"), table(rows));
            }
        }
        assertThat(rows).as(table(rows)).allMatch(row -> row.verdict().outcome() == RunOutcome.PASS);
    }

    /** The measured figure with three digits and its unit; empty without one. */
    static String figure(ObjectiveVerdict objective) {
        var measured = objective.measured();
        return measured == null
                ? ""
                : String.format(Locale.ROOT, "%.3g %s", measured.value(), measured.unit())
                        .strip();
    }

    private static List<String> scenarios() {
        String asked = System.getProperty("crossfire.scenarios", "");
        return asked.isEmpty() ? ScenarioLibrary.names() : List.of(asked.split(",", -1));
    }

    private static Row one(String scenario, int seed, Path out) throws IOException, InterruptedException {
        long began = System.nanoTime();
        Process run = new ProcessBuilder(
                        HOME.resolve("crossfire").toString(),
                        "run",
                        scenario,
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
        double seconds = (System.nanoTime() - began) / A_SECOND;
        return new Row(scenario, seed, new RunDirectory(out, KINDS).verdict(), seconds);
    }

    private static String table(List<Row> rows) {
        StringBuilder table = new StringBuilder("""
                | scenario | seed | outcome | took | faults | measured (wanted) |
                |---|---|---|---|---|---|
                """);
        rows.forEach(row -> table.append(row.line()).append('\n'));
        return table.toString();
    }
}
