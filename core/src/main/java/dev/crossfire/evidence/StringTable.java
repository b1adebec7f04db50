package dev.crossfire.evidence;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            @Nullable String line = reader.readLine();
            while (line != null) {
                @Nullable String next = reader.readLine();
                try {
                    Entry entry = Json.read(line, Entry.class);
                    texts.put(entry.id(), entry.text());
                } catch (IOException torn) {
                    if (next != null) {
                        throw new IOException(file + ": a line is no entry of the string table: " + line, torn);
                    }
                }
                line = next;
            }
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
