package dev.crossfire.chaos;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One request of HTTP/1.1 over a connection that the caller keeps.
 *
 * <p>The clients of the JDK repeat a GET on a new connection when the old one is cut, and so hide what is looked for.
 */
final class HttpExchange {

    private HttpExchange() {}

    /** Asks and reads the whole answer; returns who gave it, if a header says so. */
    static String get(Wire wire, URI address) throws IOException, WireVantage.RefusedException {
        String path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        wire.send(("GET " + path + query + " HTTP/1.1\r\nHost: " + address.getRawAuthority()
                        + "\r\nUser-Agent: crossfire-probe\r\nAccept: */*\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        String status = wire.line();
        String who = body(wire);
        String[] words = status.split(" ", 3);
        if (words.length < 2 || !words[0].startsWith("HTTP/") || words[1].startsWith("5")) {
            throw new WireVantage.RefusedException("answers '" + status + "'");
        }
        return who;
    }

    private static String body(Wire wire) throws IOException {
        String who = "";
        long length = 0;
        boolean chunked = false;
        for (String header = wire.line(); !header.isEmpty(); header = wire.line()) {
            String[] parts = header.split(":", 2);
            String value = parts.length < 2 ? "" : parts[1].trim();
            switch (parts[0].toLowerCase(Locale.ROOT)) {
                case "content-length" -> length = number(value, 10);
                case "transfer-encoding" ->
                    chunked = value.toLowerCase(Locale.ROOT).endsWith("chunked");
                case "x-served-by", "x-replica" -> who = value;
                default -> {}
            }
        }
        if (chunked) {
            for (length = number(wire.line(), 16); length > 0; length = number(wire.line(), 16)) {
                wire.skip(length + 2);
            }
            length = 2;
        }
        wire.skip(length);
        return who;
    }

    private static long number(String text, int radix) throws IOException {
        try {
            return Long.parseLong(text.replaceFirst(";.*", "").trim(), radix);
        } catch (NumberFormatException foreign) {
            throw new IOException("answers with a length of '" + text + "'", foreign);
        }
    }
}
