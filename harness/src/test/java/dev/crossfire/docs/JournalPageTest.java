package dev.crossfire.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.evidence.Observation;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page on the journal and the observations names every event and every key, in their order. */
class JournalPageTest {
    private static final Path PAGE = Path.of("../docs/journal.md");

    @Test
    void everyEventOfTheJournalIsOnThePageWithItsKeys() throws IOException {
        Map<String, String> expected = new LinkedHashMap<>();
        for (Class<?> event : JournalEvent.class.getPermittedSubclasses()) {
            String name =
                    event.getSimpleName().replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            expected.put(name, keys(event, Set.of("at")));
        }
        assertThat(section("journal.jsonl")).containsExactlyInAnyOrderEntriesOf(expected);
    }

    @Test
    void everyTypeOfObservationIsOnThePageWithItsKeys() throws IOException {
        Map<String, String> expected = Stream.of(
                        Observation.class.getAnnotation(JsonSubTypes.class).value())
                .collect(Collectors.toMap(type -> type.name(), type -> keys(type.value(), Set.of("at", "source"))));
        assertThat(section("observations.jsonl")).containsExactlyInAnyOrderEntriesOf(expected);
    }

    private static String keys(Class<?> event, Set<String> common) {
        String keys = Stream.of(event.getRecordComponents())
                .map(RecordComponent::getName)
                .filter(key -> !common.contains(key))
                .map(key -> "`" + key + "`")
                .collect(Collectors.joining(", "));
        return keys.isEmpty() ? "–" : keys;
    }

    /** Each row's first two cells. */
    private static Map<String, String> section(String title) throws IOException {
        List<String> lines = Files.readAllLines(PAGE);
        Map<String, String> rows = new LinkedHashMap<>();
        int first = lines.indexOf("## " + title);
        assertThat(first).as(title).isNotNegative();
        for (String line : lines.subList(first + 1, lines.size())) {
            if (line.startsWith("## ")) {
                break;
            }
            if (line.startsWith("| `")) {
                String[] cells = line.substring(2, line.length() - 2).split(" \\| ", -1);
                assertThat(cells).as(line).hasSize(3);
                assertThat(cells[2]).as(line).isNotBlank();
                rows.put(cells[0].replace("`", ""), cells[1]);
            }
        }
        return rows;
    }
}
