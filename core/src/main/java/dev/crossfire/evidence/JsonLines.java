package dev.crossfire.evidence;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of JSON lines up to the first invalid one.
 *
 * <p>Lines are separated before they are decoded, because a crash may cut the last one within a character.
 */
final class JsonLines<T> implements Closeable {
    private static final int BUFFER = 1 << 16;
    private static final int SHOWN = 80;

    private final Path file;
    private final Class<T> type;
    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int from;
    private int until;
    private long at;
    private @Nullable Unreadable unreadable;

    /** Opens a file whose every line is one value of a type. */
    JsonLines(Path file, Class<T> type) throws IOException {
        this.file = file;
        this.type = type;
        in = Files.newInputStream(file);
    }

    /**
     * The first invalid line.
     *
     * @param at the byte at which it begins
     * @param last whether nothing comes after it, as when a crash has cut it short
     */
    private record Unreadable(long at, boolean last, String found, IOException why) {}

    /** The next value; null after the last and from an invalid line on. */
    @Nullable
    T next() throws IOException {
        byte @Nullable [] line = unreadable == null ? line() : null;
        if (line == null) {
            return null;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString();
            T value = Json.read(text, type);
            at += line.length + 1;
            return value;
        } catch (IOException why) {
            unreadable = new Unreadable(at, line() == null, shown(line), why);
            return null;
        }
    }

    /** Where the file becomes invalid; null when all that was read so far is valid. */
    @Nullable
    String torn() {
        Unreadable line = unreadable;
        if (line == null) {
            return null;
        }
        String words = file.getFileName() + " is unreadable from byte " + line.at();
        return line.last() ? words : words + ", which holds '" + line.found() + "'; what follows was not read";
    }

    /**
     * Checks that the file was read completely, except for a last line that was cut short.
     *
     * @param wanted the kind of a line, as {@code journal event}
     * @throws IOException with the place when a line before the last is invalid
     */
    void requireAllButTheLast(String wanted) throws IOException {
        Unreadable line = unreadable;
        if (line != null && !line.last()) {
            throw new IOException(
                    file + ": expected " + wanted + " at byte " + line.at() + ", found '" + line.found() + "'",
                    line.why());
        }
    }

    private byte @Nullable [] line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            for (int i = from; i < until; i++) {
                if (buffer[i] == '\n') {
                    line.write(buffer, from, i - from);
                    from = i + 1;
                    return line.toByteArray();
                }
            }
            line.write(buffer, from, until - from);
            from = 0;
            until = Math.max(0, in.read(buffer));
            if (until == 0) {
                return line.size() == 0 ? null : line.toByteArray();
            }
        }
    }

    private static String shown(byte[] line) {
        String text = new String(line, 0, Math.min(SHOWN, line.length), StandardCharsets.UTF_8);
        return text.replaceAll("\\p{Cntrl}", "\ufffd") + (line.length > SHOWN ? "…" : "");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
