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
import java.util.Optional;

/** Turns a file's bytes into text. */
public final class SourceText {
    /** Far beyond any scenario; a larger file is the wrong file. */
    static final int MOST_BYTES = 256 * 1024;

    private SourceText() {}

    /** Reads a source up to the limit; the rest, if any, is only known to exist. */
    static byte[] bounded(InputStream source) throws IOException {
        return source.readNBytes(MOST_BYTES + 1);
    }

    /** The text of a file, without a byte order mark; empty when there is a problem. */
    public static Optional<String> decode(String file, byte[] bytes, Problems problems) {
        if (bytes.length > MOST_BYTES) {
            problems.add(
                    new SourcePosition.InFile(file, 1, 1),
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
            problems.add(endOf(file, text), byteFound, "text in UTF-8", "save the file as UTF-8");
            return Optional.empty();
        }
        return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    /** The place just behind a text. */
    static SourcePosition.InFile endOf(String file, String text) {
        int line = 1 + (int) text.chars().filter(letter -> letter == '\n').count();
        String last = text.substring(text.lastIndexOf('\n') + 1);
        return new SourcePosition.InFile(file, line, last.codePointCount(0, last.length()) + 1);
    }
}
