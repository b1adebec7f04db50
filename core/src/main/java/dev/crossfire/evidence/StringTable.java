package dev.crossfire.evidence;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The strings that request records refer to by id. */
public final class StringTable {
    /** One line of {@code strings.jsonl}. */
    record Entry(int id, String text) {}

    private final Map<Integer, String> texts;

    /** A table of the given strings. */
    public StringTable(Map<Integer, String> texts) {
        this.texts = Map.copyOf(texts);
    }

    /**
     * Reads a table; a last line that was cut short is left out.
     *
     * @throws IOException when the file cannot be read or a line before the last is no entry
     */
    public static StringTable read(Path file) throws IOException {
        Map<Integer, String> texts = new HashMap<>();
        try (JsonLines<Entry> lines = new JsonLines<>(file, Entry.class)) {
            for (Entry entry = lines.next(); entry != null; entry = lines.next()) {
                texts.put(entry.id(), entry.text());
            }
            lines.requireAllButTheLast("entry of the string table");
        }
        return new StringTable(texts);
    }

    /** The string with an id; {@code ?} and the id when its line was lost. */
    public String text(int id) {
        String text = texts.get(id);
        return text == null ? "?" + id : text;
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
