package dev.crossfire.series;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.FileTree;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.spi.Kinds;
import dev.crossfire.spi.TargetText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Shipped scenarios on labs with planted flaws: each flaw must fail the objective that diagnoses it, and the same scenario
 * must pass on the same lab without it.
 *
 * <p>Settings: {@code crossfire.rows} which rows of the list, by a part of their flaws or scenario (all), {@code
 * crossfire.seeds} with how many seeds each (1), {@code crossfire.flaws} the folder ({@code target/flaws}). A series that
 * was broken off goes on where it was.
 */
class FlawSeries {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Kinds KINDS = Kinds.load();

    private record Row(FlawRow expected, int seed, Verdict verdict) {
        String line() {
            List<String> others = FlawRow.failed(verdict).stream()
                    .filter(id -> !expected.objectives().contains(id))
                    .toList();
            return String.format(
                    Locale.ROOT,
                    "| %s | `%s` | %d | %s | %s | %s | %s |",
                    expected.flaws().equals(FlawRow.SOUND)
                            ? "none"
                            : "`" + expected.flaws().replace("+", "`, `") + "`",
                    expected.scenario(),
                    seed,
                    verdict.outcome(),
                    verdict.objectives().stream()
                            .filter(each -> expected.objectives().contains(each.id()))
                            .map(Row::finding)
                            .collect(Collectors.joining("; ")),
                    String.join(", ", others),
                    expected.isMetBy(verdict) ? "yes" : "**no**");
        }

        private static String finding(ObjectiveVerdict objective) {
            String figure = LibrarySeries.figure(objective);
            return "`" + objective.id() + "` " + objective.outcome() + ": "
                    + (figure.isEmpty() ? "not measured" : figure) + " (" + TargetText.plain(objective.target()) + "): "
                    + objective.why();
        }
    }

    @Test
    void everyFlawIsDiagnosedAndTheSoundLabPasses() throws IOException, InterruptedException {
        Path folder = Files.createDirectories(
                Path.of(System.getProperty("crossfire.flaws", "target/flaws")).toAbsolutePath());
        List<Row> rows = new ArrayList<>();
        List<FlawRow> trials = trials();
        int seeds = Integer.getInteger("crossfire.seeds", 1);
        for (int seed = 1; seed <= seeds; seed++) {
            for (FlawRow trial : trials) {
                System.out.printf(
                        Locale.ROOT,
                        "%d of %d: %s with %s, seed %d%n",
                        rows.size() + 1,
                        trials.size() * seeds,
                        trial.scenario(),
                        trial.flaws(),
                        seed);
                rows.add(new Row(trial, seed, verdict(trial, seed, folder)));
                Files.writeString(folder.resolve("table.md"), table(rows));
            }
        }
        assertThat(rows).as(table(rows)).allMatch(row -> row.expected().isMetBy(row.verdict()));
    }

    /** Each row of the list, then the same without flaws, once for each lab and scenario. */
    private static List<FlawRow> trials() throws IOException {
        String asked = System.getProperty("crossfire.rows", "");
        Map<String, FlawRow> sound = new LinkedHashMap<>();
        List<FlawRow> trials = new ArrayList<>();
        for (FlawRow flawed : FlawRow.all()) {
            if (flawed.flaws().contains(asked) || flawed.scenario().contains(asked)) {
                trials.add(flawed);
                sound.put(flawed.sound().folder(0), flawed.sound());
            }
        }
        assertThat(trials).as("rows that contain " + asked).isNotEmpty();
        trials.addAll(sound.values());
        return trials;
    }

    /** Runs the drill, unless an earlier series has its verdict. */
    private static Verdict verdict(FlawRow trial, int seed, Path folder) throws IOException, InterruptedException {
        Path out = folder.resolve(trial.folder(seed));
        RunDirectory run = new RunDirectory(out, KINDS);
        if (Files.exists(out.resolve("verdict.json"))) {
            return run.verdict();
        }
        FileTree.delete(out);
        try (BackgroundLab lab = BackgroundLab.up(HOME, folder, trial.labOptions())) {
            Victim.crossfire(
                            HOME,
                            folder.resolve(out.getFileName() + ".txt"),
                            "run",
                            trial.scenario(),
                            "--env",
                            lab.name(),
                            "--seed",
                            Integer.toString(seed),
                            "--out",
                            out.toString())
                    .onExit()
                    .join();
        }
        return run.verdict();
    }

    private static String table(List<Row> rows) {
        StringBuilder table = new StringBuilder("""
                | flaw | scenario | seed | verdict | what the objective says | also failed | as expected |
                |---|---|---|---|---|---|---|
                """);
        rows.forEach(row -> table.append(row.line()).append('\n'));
        return table.toString();
    }
}
