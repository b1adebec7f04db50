package dev.crossfire.series;

import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.model.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a drill must find.
 *
 * @param flaws their names, with plus signs between; {@value #SOUND} for a lab without any
 * @param options of the lab besides
 * @param objectives that must fail, and every other may; empty for a lab without flaws, where all must pass
 */
public record FlawRow(String flaws, List<String> options, String scenario, List<String> objectives) {
    static final String SOUND = "none";

    /** The list: a row for each flaw or pair of flaws. */
    public static List<FlawRow> all() throws IOException {
        return Files.readAllLines(Path.of("src", "test", "resources", "flaws.txt")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(FlawRow::of)
                .toList();
    }

    /** The names of its flaws; none for a lab without any. */
    public List<String> names() {
        return flaws.equals(SOUND) ? List.of() : List.of(flaws.split("\\+", -1));
    }

    private static FlawRow of(String line) {
        List<String> cells = Stream.of(line.split("\\|", -1)).map(String::strip).toList();
        return new FlawRow(cells.get(0), words(cells.get(1)), cells.get(2), words(cells.get(3)));
    }

    private static List<String> words(String cell) {
        return cell.isEmpty() ? List.of() : List.of(cell.split("[ ,]+", -1));
    }

    FlawRow sound() {
        return new FlawRow(SOUND, options, scenario, List.of());
    }

    String[] labOptions() {
        return Stream.concat(options.stream(), names().stream().map(flaw -> "--flaw=" + flaw))
                .toArray(String[]::new);
    }

    String folder(int seed) {
        String lab = options.isEmpty() ? "" : "-" + String.join("", options).replaceAll("[^a-z0-9]+", "-");
        return scenario + lab + "-" + flaws + "-" + seed;
    }

    boolean isMetBy(Verdict verdict) {
        return objectives.isEmpty()
                ? verdict.outcome() == RunOutcome.PASS
                : verdict.outcome() == RunOutcome.FAIL && failed(verdict).containsAll(objectives);
    }

    static List<String> failed(Verdict verdict) {
        return verdict.objectives().stream()
                .filter(objective -> objective.outcome() == Outcome.FAIL)
                .map(ObjectiveVerdict::id)
                .toList();
    }
}
