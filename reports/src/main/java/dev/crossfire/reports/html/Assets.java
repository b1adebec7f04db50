package dev.crossfire.reports.html;

import dev.crossfire.evidence.Json;
import dev.crossfire.model.PrintableText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The assets in the page, so that it loads nothing.
 *
 * @param css the style sheet
 * @param data what the scripts draw, as JSON that is safe inside a script element
 * @param scripts in the order in which they run
 * @param policy the content security policy: no network, these scripts only
 */
public record Assets(String css, String data, List<String> scripts, String policy) {
    private static final List<String> SCRIPTS = List.of(
            "/META-INF/echarts/echarts.common.min.js",
            "/dev/crossfire/reports/look.js",
            "/dev/crossfire/reports/lanes.js",
            "/dev/crossfire/reports/timeline.js",
            "/dev/crossfire/reports/outage.js",
            "/dev/crossfire/reports/distribution.js",
            "/dev/crossfire/reports/page.js");

    static Assets of(ChartData data) throws IOException {
        List<String> scripts = new ArrayList<>();
        StringBuilder hashes = new StringBuilder();
        for (String name : SCRIPTS) {
            String script = resource(name);
            scripts.add(script);
            hashes.append(" 'sha256-").append(hash(script)).append('\'');
        }
        String policy = "default-src 'none'; script-src" + hashes
                + "; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";
        return new Assets(styles(), inert(Json.line(data)), scripts, policy);
    }

    /** The style sheet of every page. */
    public static String styles() throws IOException {
        return resource("/dev/crossfire/reports/report.css");
    }

    /**
     * JSON in which nothing can end a script element or begin a comment, and whose texts are drawn with visible escapes
     * for what would turn them around.
     */
    static String inert(String json) {
        StringBuilder shown = new StringBuilder(json.length());
        json.codePoints().forEach(letter -> {
            if (PrintableText.isPrintable(letter)) {
                shown.appendCodePoint(letter);
            } else {
                // An escape of the escape: JSON's own would be the character again.
                shown.append(PrintableText.line(Character.toString(letter)).replace("\\", "\\\\"));
            }
        });
        return shown.toString().replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
    }

    private static String resource(String name) throws IOException {
        try (InputStream stream = Assets.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IOException("missing " + name + " on the class path; expected it in the reports jar");
            }
            // One kind of line end, or a checkout's would change the hash that the browser takes.
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        }
    }

    private static String hash(String script) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return Base64.getEncoder().encodeToString(digest.digest(script.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
