package dev.crossfire.series;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crossfire.spi.FaultKind;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * Runs on one lab in the background, each killed, stopped or robbed at a random moment; what is left is looked for.
 *
 * <p>Settings: {@code crossfire.trials} how many (100), {@code crossfire.seed} from which each trial follows (1),
 * {@code crossfire.matrix} the folder ({@code target/kill-matrix}). A matrix that was broken off goes on where it was:
 * a row that is in the table is not tried again.
 */
class KillMatrix {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Path FIXTURES = Path.of("src", "test", "resources", "kill-matrix");
    private static final Duration WELL_WITHIN = Duration.ofSeconds(90);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Kinds KINDS = Kinds.load();

    @Test
    void whateverIsKilledNothingIsLeft() throws Exception {
        Path folder = Files.createDirectories(Path.of(System.getProperty("crossfire.matrix", "target/kill-matrix"))
                .toAbsolutePath());
        Path table = folder.resolve("table.md");
        if (!Files.exists(table)) {
            Files.writeString(table, KillRow.HEAD);
        }
        List<String> kinds = kinds();
        long seed = Long.getLong("crossfire.seed", 1);
        Process lab = Victim.crossfire(HOME, folder.resolve("lab.json"), "lab", "up", "--json");
        assertThat(lab.waitFor(2, TimeUnit.MINUTES) && lab.exitValue() == 0)
                .as("a lab")
                .isTrue();
        List<String> said = Files.readAllLines(folder.resolve("lab.json"));
        JsonNode ready = JSON.readTree(said.get(said.size() - 1));
        try (LabWatch watch = new LabWatch(ready, KINDS)) {
            for (int i = done(table); i < Integer.getInteger("crossfire.trials", 100); i++) {
                KillPlan plan = KillPlan.of(i, seed, kinds);
                KillRow row = trial(plan, folder, "lab:" + ready.path("pid").asLong(), watch);
                Files.writeString(table, row.line() + "\n", StandardOpenOption.APPEND);
            }
        } finally {
            Victim.crossfire(
                            HOME,
                            folder.resolve("lab.txt"),
                            "lab",
                            "down",
                            ready.path("pid").asText())
                    .waitFor();
        }
        assertThat(Files.readAllLines(table).stream().skip(2)).allMatch(line -> line.endsWith("| held |"));
    }

    private static KillRow trial(KillPlan plan, Path folder, String environment, LabWatch watch) throws Exception {
        Awaitility.await("the lab is well before trial " + plan.number())
                .atMost(WELL_WITHIN)
                .pollInterval(Duration.ofMillis(500))
                .until(watch::isWell);
        Path own = folder.resolve("trial-" + plan.number());
        deleteAll(own);
        Files.createDirectories(own);
        return new KillTrial(plan, HOME, own, environment, watch, KINDS).run(plan.scenario(own, FIXTURES));
    }

    /** Every shipped kind has at least one fixture; one named {@code KIND-VARIANT} is a further one. */
    private static List<String> kinds() throws IOException {
        try (Stream<Path> files = Files.list(FIXTURES)) {
            List<String> fixtures = files.map(
                            file -> file.getFileName().toString().replace(".yaml", ""))
                    .sorted()
                    .toList();
            assertThat(KINDS.faults().stream().map(FaultKind::name))
                    .as("kinds without a scenario in " + FIXTURES)
                    .allMatch(kind -> fixtures.stream().anyMatch(fixture -> fixture.startsWith(kind)));
            return fixtures;
        }
    }

    private static int done(Path table) throws IOException {
        return (int) Files.readAllLines(table).stream().skip(2).count();
    }

    private static void deleteAll(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> inside = Files.walk(folder)) {
                for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
