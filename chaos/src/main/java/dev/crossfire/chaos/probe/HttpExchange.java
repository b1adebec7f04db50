package dev.crossfire.chaos.probe;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One request of HTTP/1.1 over a connection that the caller keeps.
 *
 * <p>The clients of the JDK repeat a GET on a new connection when the old one is cut, and so hide what a probe must
 * see.
 */
final class HttpExchange {
    private static final Pattern GAUGE = Pattern.compile("([a-z-]{1,32})=(\\d{1,9}(?:\\.\\d{1,9})?)");

    private HttpExchange() {}

    /**
     * Sends a request and reads the whole answer; returns the server's name and what it uses, if headers contain them.
     */
    static ConnectionProbe.Reply get(DeadlineConnection deadlineConnection, URI address)
            throws IOException, ConnectionProbe.ProbeRefusedException {
        String path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        deadlineConnection.send(("GET " + path + query + " HTTP/1.1\r\nHost: " + address.getRawAuthority()
                        + "\r\nUser-Agent: crossfire-probe\r\nAccept: */*\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        String status = deadlineConnection.line();
        ConnectionProbe.Reply reply = body(deadlineConnection);
        String[] words = status.split(" ", 3);
        if (words.length < 2 || !words[0].startsWith("HTTP/") || words[1].startsWith("5")) {
            throw new ConnectionProbe.ProbeRefusedException("answers '" + status + "'");
        }
        return reply;
    }

    private static ConnectionProbe.Reply body(DeadlineConnection deadlineConnection) throws IOException {
        String serverName = "";
        Map<String, Double> gauges = Map.of();
        long length = 0;
        boolean chunked = false;
        for (String header = deadlineConnection.line(); !header.isEmpty(); header = deadlineConnection.line()) {
            String[] parts = header.split(":", 2);
            String value = parts.length < 2 ? "" : parts[1].trim();
            switch (parts[0].toLowerCase(Locale.ROOT)) {
                case "content-length" -> length = number(value, 10);
                case "transfer-encoding" ->
                    chunked = value.toLowerCase(Locale.ROOT).endsWith("chunked");
                case "x-served-by", "x-replica" -> serverName = value;
                case "x-gauges" -> gauges = gauges(value);
                default -> {}
            }
        }
        long bytes = length;
        if (chunked) {
            bytes = 0;
            for (length = number(deadlineConnection.line(), 16);
                    length > 0;
                    length = number(deadlineConnection.line(), 16)) {
                bytes += length;
                deadlineConnection.skip(length + 2);
            }
            length = 2;
        }
        deadlineConnection.skip(length);
        return new ConnectionProbe.Reply(serverName, gauges, bytes);
    }

    /** Reads {@code cpu=0.12, memory=0.40}; what is not of that form is passed over. */
    private static Map<String, Double> gauges(String text) {
        Map<String, Double> gauges = new HashMap<>();
        Matcher matcher = GAUGE.matcher(text);
        while (matcher.find()) {
            gauges.put(matcher.group(1), Double.valueOf(matcher.group(2)));
        }
        return gauges;
    }

    private static long number(String text, int radix) throws IOException {
        try {
            return Long.parseLong(text.replaceFirst(";.*", "").trim(), radix);
        } catch (NumberFormatException foreign) {
            throw new IOException("answers with a length of '" + text + "'", foreign);
        }
    }
}
