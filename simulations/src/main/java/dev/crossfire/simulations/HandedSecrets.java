package dev.crossfire.simulations;

import dev.crossfire.evidence.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The secrets that parameters refer to, handed over on standard input: never in a file, an argument or a variable. */
public final class HandedSecrets {
    private static final String ORDER = "secrets ";
    private static final int LONGEST_LINE = 1 << 20;

    private HandedSecrets() {}

    /** The line by which a parent hands them over, before anything else it sends. */
    public static String line(Map<String, String> secrets) {
        return ORDER + Json.line(secrets);
    }

    /**
     * Reads that line, and nothing of what follows it.
     *
     * @param names which ones are needed; without any nothing is read
     */
    static Map<String, String> read(InputStream input, List<String> names) throws IOException {
        if (names.isEmpty()) {
            return Map.of();
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int letter = input.read();
                letter >= 0 && letter != '\n' && line.size() < LONGEST_LINE;
                letter = input.read()) {
            line.write(letter);
        }
        String said = line.toString(StandardCharsets.UTF_8);
        if (!said.startsWith(ORDER)) {
            throw new IOException("the parent process passed no secrets; expected " + String.join(", ", names));
        }
        Handed handed = Json.read("{\"values\":" + said.substring(ORDER.length()) + "}", Handed.class);
        for (String name : names) {
            if (!handed.values().containsKey(name)) {
                throw new IOException("the parent process did not pass the secret " + name);
            }
        }
        return handed.values();
    }

    /** A stand-in for each secret, for a simulation that is only built and sends nothing. */
    static Map<String, String> standIns(List<String> names) {
        Map<String, String> standIns = new LinkedHashMap<>();
        names.forEach(name -> standIns.put(name, "stand-in-for-" + name));
        return standIns;
    }

    private record Handed(Map<String, String> values) {}
}
