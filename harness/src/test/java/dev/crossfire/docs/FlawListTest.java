package dev.crossfire.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.scenarios.ScenarioLibrary;
import dev.crossfire.series.FlawRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The list of what {@code FlawSeries} drills, against the flaws that there are and the scenarios that are shipped. */
class FlawListTest {
    private static final Pattern FLAW = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| [^|]+ \\| [^|]+ \\|$");

    @Test
    void everyFlawHasAScenarioAndAnObjectiveThatDiagnosesIt() throws IOException {
        Set<String> flaws = FLAW.matcher(Files.readString(Path.of("../docs/flaws.md")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        List<FlawRow> rows = FlawRow.all();

        assertThat(rows.stream().flatMap(row -> row.names().stream()))
                .as("flaws of flaws.txt")
                .containsAll(flaws)
                .isSubsetOf(flaws);
        assertThat(rows).allSatisfy(row -> {
            String scenario = ScenarioLibrary.find(row.scenario()).orElseThrow().text();
            assertThat(row.objectives())
                    .allSatisfy(objective -> assertThat(scenario).contains("- id: " + objective));
        });
    }
}
