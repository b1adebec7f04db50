package dev.crossfire.series;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.FileTree;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * From abort to all clear: runs on one lab in the background, every fault kind in turn, each stopped once its fault has
 * taken effect.
 *
 * <p>Settings: {@code crossfire.rounds} how often each kind (3, so that each is stopped in every way), {@code
 * crossfire.kinds} which fixtures, with commas between (all), {@code crossfire.seed} from which the moments follow (1),
 * {@code crossfire.abort} the folder ({@code target/abort}). A series that was broken off goes on where it was.
 */
class AbortSeries {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Path RESOURCES = Path.of("src", "test", "resources");
    private static final List<Path> FIXTURES = List.of(RESOURCES.resolve("kill-matrix"), RESOURCES.resolve("abort"));
    private static final long LONGEST_HOLD_MILLIS = 1500;
    private static final Kinds KINDS = Kinds.load();

    @Test
    void everyAbortedRunIsSoonClear() throws Exception {
        Path folder = Files.createDirectories(
                Path.of(System.getProperty("crossfire.abort", "target/abort")).toAbsolutePath());
        Path table = folder.resolve("table.md");
        if (!Files.exists(table)) {
            Files.writeString(table, AbortRow.HEAD);
        }
        SortedMap<String, Path> fixtures = fixtures();
        List<String> kinds = kinds(fixtures);
        try (BackgroundLab lab = BackgroundLab.up(HOME, folder);
                LabWatch watch = new LabWatch(lab.ready(), KINDS)) {
            for (int i = done(table); i < kinds.size() * Integer.getInteger("crossfire.rounds", 3); i++) {
                String kind = kinds.get(i % kinds.size());
                AbortRow row =
                        trial(i, kind, kinds.size(), Objects.requireNonNull(fixtures.get(kind)), folder, lab, watch);
                Files.writeString(table, row.line() + "\n", StandardOpenOption.APPEND);
            }
        }
        assertThat(Files.readAllLines(table).stream().skip(2)).allMatch(line -> line.endsWith("| met |"));
    }

    private static AbortRow trial(
            int number, String kind, int kinds, Path fixtures, Path folder, BackgroundLab lab, LabWatch watch)
            throws Exception {
        watch.awaitHealthy();
        Path own = folder.resolve("trial-" + number);
        FileTree.delete(own);
        Files.createDirectories(own);
        Path scenario = KillScenario.write(kind, fixtures, own);
        return new AbortTrial(HOME, own, lab, watch, KINDS)
                .run(number, kind, AbortWay.of(number, kinds), hold(number, kinds), scenario);
    }

    /** At once in the first round: what is over by itself is caught in the middle only then. */
    private static Duration hold(int number, int kinds) {
        long seed = Long.getLong("crossfire.seed", 1);
        return number < kinds
                ? Duration.ZERO
                : Duration.ofMillis((long) (new Random(seed * 1_000_003 + number).nextDouble() * LONGEST_HOLD_MILLIS));
    }

    /** In which folder each lies. */
    private static SortedMap<String, Path> fixtures() throws IOException {
        SortedMap<String, Path> fixtures = new TreeMap<>();
        for (Path folder : FIXTURES) {
            try (Stream<Path> files = Files.list(folder)) {
                files.forEach(file -> fixtures.put(file.getFileName().toString().replace(".yaml", ""), folder));
            }
        }
        assertThat(KINDS.faultNames())
                .as("kinds without a scenario in " + FIXTURES)
                .allMatch(kind -> fixtures.keySet().stream().anyMatch(fixture -> fixture.startsWith(kind)));
        return fixtures;
    }

    private static List<String> kinds(SortedMap<String, Path> fixtures) {
        String asked = System.getProperty("crossfire.kinds", "");
        List<String> kinds = asked.isEmpty() ? new ArrayList<>(fixtures.keySet()) : List.of(asked.split(",", -1));
        assertThat(fixtures).containsKeys(kinds.toArray(String[]::new));
        return kinds;
    }

    private static int done(Path table) throws IOException {
        return (int) Files.readAllLines(table).stream().skip(2).count();
    }
}
