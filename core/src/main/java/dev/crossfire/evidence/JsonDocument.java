package dev.crossfire.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A JSON document of a run in a file of its own, with a checksum of all that comes before it as its last key.
 *
 * <p>One without a checksum is read, too: an approved plan may come from elsewhere. In a run's folder it counts as damaged.
 */
public final class JsonDocument {
    private JsonDocument() {}

    /** Makes a value of a text. */
    @FunctionalInterface
    public interface Parser<T> {
        /**
         * Makes it.
         *
         * @throws IOException when the text is no such value
         */
        T parse(String text) throws IOException;
    }

    /**
     * Writes a value, atomically.
     *
     * @throws IOException when it cannot be written; an older file is left as it was
     */
    public static void write(Path file, Object value) throws IOException {
        AtomicFile.write(file, new String(Checksum.document(Json.pretty(value)), StandardCharsets.UTF_8));
    }

    /**
     * Reads a value.
     *
     * @throws IOException with the file's name, and without its content, when it is damaged or no such value
     */
    public static <T> T read(Path file, Parser<T> parser) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        boolean checked = Checksum.isDocument(bytes);
        if (checked && !Checksum.holdsDocument(bytes)) {
            throw new IOException(file + " is damaged: its bytes 0 to " + (Checksum.covered(bytes) - 1)
                    + " do not match their checksum");
        }
        String text = checked
                ? new String(bytes, 0, Checksum.covered(bytes), StandardCharsets.UTF_8) + "\n}\n"
                : new String(bytes, StandardCharsets.UTF_8);
        try {
            return parser.parse(text);
        } catch (JsonProcessingException invalid) {
            // Jackson's message quotes the file, which may hold anything.
            throw new IOException(
                    file + place(invalid) + ": " + (checked ? "unknown to this version" : "invalid or damaged"),
                    invalid);
        } catch (IOException invalid) {
            throw new IOException(file + ": " + invalid.getMessage(), invalid);
        }
    }

    /** Whether a document of a run ends in a checksum that it matches. */
    static boolean isWhole(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return Checksum.isDocument(bytes) && Checksum.holdsDocument(bytes);
    }

    private static String place(JsonProcessingException invalid) {
        return invalid.getLocation() == null
                ? ""
                : ":" + invalid.getLocation().getLineNr() + ":"
                        + invalid.getLocation().getColumnNr();
    }
}
