package dev.crossfire.evidence;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * The checksums of JSON evidence: a CRC-32C in eight hexadecimal digits as the last key of an object, {@code crc32c}.
 *
 * <p>A line's checksum covers the line and the checksum of the line before it, so a line that is changed, lost, doubled or
 * moved is found. A CRC finds damage; it does not protect against a person who computes it anew.
 */
final class Checksum {
    /** The key. */
    static final String NAME = "crc32c";

    private static final byte[] LINE_KEY = bytes(",\"" + NAME + "\":\"");
    private static final byte[] LINE_END = bytes("\"}");
    private static final byte[] DOCUMENT_KEY = bytes(",\n  \"" + NAME + "\" : \"");
    private static final byte[] DOCUMENT_END = bytes("\"\n}\n");
    private static final int DIGITS = 8;

    private Checksum() {}

    /**
     * A line with its checksum and its line end.
     *
     * @param json an object on one line, with at least one key
     * @param previous the checksum of the file's line before it; 0 for the first
     */
    static byte[] line(String json, int previous) {
        byte[] text = bytes(json);
        int covered = text.length - 1;
        byte[] line = sealed(text, covered, crc(previous, text, covered), LINE_KEY, LINE_END, 1);
        line[line.length - 1] = '\n';
        return line;
    }

    /**
     * The checksum at the end of a line.
     *
     * @param length of the line without its line end
     */
    static int ofLine(byte[] line, int length) {
        return HexFormat.fromHexDigits(digits(line, length, LINE_END));
    }

    /**
     * Whether a line matches its checksum.
     *
     * @param line without its line end
     * @param previous the checksum of the line before it
     */
    static boolean holds(byte[] line, int previous) {
        int covered = line.length - LINE_KEY.length - DIGITS - LINE_END.length;
        return isSealed(line, covered, LINE_KEY, LINE_END)
                && hex(crc(previous, line, covered)).equals(digits(line, line.length, LINE_END));
    }

    /** The object of a line that matches its checksum, without the checksum. */
    static byte[] json(byte[] line) {
        byte[] json = Arrays.copyOf(line, line.length - LINE_KEY.length - DIGITS - LINE_END.length + 1);
        json[json.length - 1] = '}';
        return json;
    }

    /** A document with its checksum, from the indented form of an object with at least one key. */
    static byte[] document(String pretty) {
        byte[] text = bytes(pretty);
        int covered = text.length - "\n}\n".length();
        return sealed(text, covered, crc(0, text, covered), DOCUMENT_KEY, DOCUMENT_END, 0);
    }

    /** Whether a document ends in a checksum at all; one of a user's own does not. */
    static boolean isDocument(byte[] text) {
        return isSealed(text, covered(text), DOCUMENT_KEY, DOCUMENT_END);
    }

    /** Whether a document that ends in a checksum matches it. */
    static boolean holdsDocument(byte[] text) {
        return hex(crc(0, text, covered(text))).equals(digits(text, text.length, DOCUMENT_END));
    }

    /** How many bytes of a document its checksum covers, from the first on. */
    static int covered(byte[] document) {
        return document.length - DOCUMENT_KEY.length - DIGITS - DOCUMENT_END.length;
    }

    private static byte[] sealed(byte[] text, int covered, int crc, byte[] key, byte[] end, int more) {
        byte[] sealed = Arrays.copyOf(text, covered + key.length + DIGITS + end.length + more);
        System.arraycopy(key, 0, sealed, covered, key.length);
        System.arraycopy(bytes(hex(crc)), 0, sealed, covered + key.length, DIGITS);
        System.arraycopy(end, 0, sealed, covered + key.length + DIGITS, end.length);
        return sealed;
    }

    private static boolean isSealed(byte[] text, int covered, byte[] key, byte[] end) {
        return covered > 0
                && Arrays.equals(text, covered, covered + key.length, key, 0, key.length)
                && Arrays.equals(text, text.length - end.length, text.length, end, 0, end.length);
    }

    private static String digits(byte[] text, int length, byte[] end) {
        return new String(text, length - end.length - DIGITS, DIGITS, StandardCharsets.ISO_8859_1);
    }

    private static int crc(int previous, byte[] text, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes(hex(previous)), 0, DIGITS);
        crc.update(text, 0, length);
        return (int) crc.getValue();
    }

    private static String hex(int value) {
        return HexFormat.of().toHexDigits(value);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
