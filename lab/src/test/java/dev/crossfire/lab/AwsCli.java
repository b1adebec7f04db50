package dev.crossfire.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The stock AWS command line, where it is installed, configured from the lab's ready line. */
record AwsCli(Path program, JsonNode ready) {
    /** Names its path to tests when it is not on the search path. */
    private static final String VARIABLE = "CROSSFIRE_AWS_CLI";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Finds it. */
    static Optional<Path> installed() {
        String named = System.getenv(VARIABLE);
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder).resolve("aws"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Runs a command of the FIS service, and returns what it printed. */
    JsonNode run(String... command) throws IOException, InterruptedException {
        Process process = start(command);
        byte[] out = process.getInputStream().readAllBytes();
        if (process.waitFor() != 0) {
            throw new IOException("aws fis " + String.join(" ", command) + ": " + text(out));
        }
        return JSON.readTree(out);
    }

    /** Runs a command that is refused, and returns the message. */
    String refusal(String... command) throws IOException, InterruptedException {
        Process process = start(command);
        String said = text(process.getInputStream().readAllBytes());
        if (process.waitFor() == 0) {
            throw new IOException("aws fis " + String.join(" ", command) + " was not refused: " + said);
        }
        return said;
    }

    private Process start(String... command) throws IOException {
        List<String> words = new ArrayList<>(List.of(program.toString(), "--output", "json", "fis"));
        words.addAll(List.of(command));
        String file = ready.at("/fisCredentials/file").asText();
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of("AWS_SHARED_CREDENTIALS_FILE", file, "AWS_CONFIG_FILE", file, "AWS_PAGER", ""));
        builder.environment().keySet().removeAll(List.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE"));
        return builder.start();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
