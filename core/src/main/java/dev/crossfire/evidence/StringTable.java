package dev.crossfire.evidence;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.crossfire.model.load.CohortSelection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The strings that request records refer to by id. */
public final class StringTable {
    /** One line of {@code strings.jsonl}. */
    record Name(
            int id,
            String text,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<String> groups) {}

    private final Map<Integer, String> texts;
    private final Map<Integer, List<String>> groups;

    /** A table of the given strings. */
    public StringTable(Map<Integer, String> texts) {
        this(texts, Map.of());
    }

    /**
     * A table of the given strings.
     *
     * @param groups the Gatling groups around a request, outermost first, by the id of its name; their names and the
     *     request's make up its text
     */
    public StringTable(Map<Integer, String> texts, Map<Integer, List<String>> groups) {
        this.texts = Map.copyOf(texts);
        this.groups = Map.copyOf(groups);
    }

    /**
     * Reads a table; a last line that was cut short is left out.
     *
     * @throws IOException when the file cannot be read or a line is damaged
     */
    public static StringTable read(Path file) throws IOException {
        Map<Integer, String> texts = new HashMap<>();
        Map<Integer, List<String>> groups = new HashMap<>();
        for (Name entry : JsonLines.readAll(file, Name.class)) {
            texts.put(entry.id(), entry.text());
            if (entry.groups() != null) {
                groups.put(entry.id(), List.copyOf(entry.groups()));
            }
        }
        return new StringTable(texts, groups);
    }

    /** The string with an id; {@code ?} and the id when its line was lost. */
    public String text(int id) {
        String text = texts.get(id);
        return text == null ? "?" + id : text;
    }

    /** The Gatling groups around the request whose name has an id, outermost first. */
    public List<String> groups(int id) {
        return groups.getOrDefault(id, List.of());
    }

    /** The name of a request without the groups around it. */
    public String ownName(int id) {
        String text = text(id);
        int before = groups(id).stream()
                .mapToInt(group -> group.length() + CohortSelection.BETWEEN.length())
                .sum();
        return before < text.length() ? text.substring(before) : text;
    }

    /** This table with more strings. */
    StringTable with(Map<Integer, String> more) {
        Map<Integer, String> all = new HashMap<>(texts);
        all.putAll(more);
        return new StringTable(all, groups);
    }

    /** An id that is above all of the table. */
    int nextId() {
        return 1 + texts.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /** The id of a string; 0 when no request refers to it. */
    public int idOf(String text) {
        for (Map.Entry<Integer, String> entry : texts.entrySet()) {
            if (entry.getValue().equals(text)) {
                return entry.getKey();
            }
        }
        return 0;
    }
}
