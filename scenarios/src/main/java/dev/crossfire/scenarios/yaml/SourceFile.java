package dev.crossfire.scenarios.yaml;

import dev.crossfire.scenarios.problems.Problems;
import dev.crossfire.scenarios.problems.SourcePosition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file's content and the name that messages give it. */
public final class SourceFile {
    /** Far beyond any scenario; a larger file is the wrong file. */
    private static final int MOST_BYTES = 256 * 1024;

    private final String name;
    private final byte[] bytes;

    private SourceFile(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    /**
     * A file on disk, called as the user called it.
     *
     * @throws IOException when it cannot be read
     */
    public static SourceFile of(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return of(file.toString(), stream);
        }
    }

    /** A text without a file. */
    public static SourceFile of(String name, String text) {
        return new SourceFile(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A stream, read to a little beyond the largest accepted size. */
    public static SourceFile of(String name, InputStream stream) throws IOException {
        return new SourceFile(name, stream.readNBytes(MOST_BYTES + 1));
    }

    public String name() {
        return name;
    }

    /** The content as text; invalid UTF-8 is replaced. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The content as text without a byte order mark; empty after noting that it is too long or not UTF-8. */
    Optional<String> decode(Problems problems) {
        if (bytes.length > MOST_BYTES) {
            problems.add(
                    new SourcePosition.InFile(name, 1, 1),
                    "a file of more than " + MOST_BYTES / 1024 + " KiB",
                    "a scenario or environment file",
                    "is this the right file?");
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CoderResult result = decoder.decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            String byteFound = String.format("the byte 0x%02X", bytes[in.position()]);
            problems.add(SourcePosition.InFile.endOf(name, text), byteFound, "text in UTF-8", "save the file as UTF-8");
            return Optional.empty();
        }
        return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
    }
}
