package dev.crossfire.scenarios.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file's content and the name that messages give it. */
public final class SourceFile {
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
        return new SourceFile(name, SourceText.bounded(stream));
    }

    public String name() {
        return name;
    }

    /** The content as text; what is no UTF-8 is replaced. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    public byte[] bytes() {
        return bytes;
    }
}
