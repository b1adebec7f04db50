package dev.crossfire.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.JsonSchema;
import dev.crossfire.scenarios.ScenarioReader.ScenarioReading;
import dev.crossfire.scenarios.yaml.SourceFile;
import dev.crossfire.spi.Kinds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the text: a scenario or problems, never an exception; and what the reader takes, the schema takes. */
class AnyTextTest {
    private static final long SEED = 20_261_120;
    private static final int TEXTS = 500;
    private static final List<String> SCRAPS = List.of(
            "\t", ": ", "- ", "[", "]", "{", "}", "'", "\"", "#", "&a ", "*a ", "!t ", "%", "|\n", "\n", "\u0000",
            "\u00e4", "0", "-1", "99%", "1e9", "10s", "null", "true", "~", "id: ", "<<: ", "---\n", "${x}", "  ");

    @Test
    void aMutatedScenarioIsReadOrRefused() {
        String base = ScenarioLibrary.find("ticket-open-database-failover")
                .orElseThrow()
                .text()
                .replaceAll("(?m)\\s*#.*$", "");
        Kinds kinds = new Kinds(TestKinds.kinds().faults(), Kinds.load().objectives(), List.of());
        ScenarioReader reader = new ScenarioReader(kinds, TestKinds::simulation);
        JsonSchema schema = ScenarioSchemaTest.schema(kinds);
        Random random = new Random(SEED);
        int read = 0;
        for (int i = 0; i < TEXTS; i++) {
            String text = mutated(base, random);
            ScenarioReading reading = reader.read(SourceFile.of("any.yaml", text), "staging-aurora", sets(random));
            assertThat(reading.scenario().isPresent())
                    .as("seed %d, text %d: %s%n%s", SEED, i, reading.problems(), text)
                    .isEqualTo(reading.problems().isEmpty());
            assertThat(reading.problems())
                    .allSatisfy(problem -> assertThat(problem.where()).matches("any\\.yaml:\\d+:\\d+|--set .*"));
            if (reading.scenario().isPresent()) {
                read++;
                assertThat(ScenarioSchemaTest.accepts(schema, SourceFile.of("any.yaml", text)))
                        .as("seed %d, text %d:%n%s", SEED, i, text)
                        .hasValue(true);
            }
        }
        assertThat(read).as("texts that are still scenarios").isBetween(TEXTS / 50, TEXTS * 9 / 10);
    }

    private static List<String> sets(Random random) {
        return random.nextInt(10) == 0
                ? List.of("load.duration=" + SCRAPS.get(random.nextInt(SCRAPS.size())))
                : List.of();
    }

    private static String mutated(String base, Random random) {
        List<String> lines = new ArrayList<>(base.lines().toList());
        for (int changes = 1 + random.nextInt(2); changes > 0; changes--) {
            int at = random.nextInt(lines.size());
            String line = lines.get(at);
            int column = random.nextInt(line.length() + 1);
            switch (random.nextInt(6)) {
                case 0 -> lines.remove(at);
                case 1 -> lines.add(at, lines.get(random.nextInt(lines.size())));
                case 2 -> lines.set(at, line.substring(0, column));
                case 3 -> lines.set(at, " ".repeat(random.nextInt(4)) + line);
                case 4 -> lines.set(at, line.replaceFirst("\\d", Integer.toString(random.nextInt(10))));
                default ->
                    lines.set(
                            at,
                            line.substring(0, column)
                                    + SCRAPS.get(random.nextInt(SCRAPS.size()))
                                    + line.substring(column));
            }
        }
        return String.join("\n", lines) + "\n";
    }
}
