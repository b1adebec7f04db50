package dev.crossfire.input;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Which commit the working directory contains, as git reports it. */
final class GitCheckout {
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);
    private static final String COMMIT = "# branch.oid ";
    private static final String BRANCH = "# branch.head ";

    /** Writes nothing, and starts no program that a repository's own settings name. */
    private static final List<String> STATUS = List.of(
            "git",
            "--no-optional-locks",
            "-c",
            "core.fsmonitor=false",
            "status",
            "--porcelain=v2",
            "--branch",
            "--untracked-files=no",
            "--ignore-submodules=all");

    private GitCheckout() {}

    /**
     * The labels {@code commit}, {@code branch} and {@code dirty}; none outside of a checkout, without git, or when git
     * does not answer in time. A detached checkout has no branch; untracked files do not make it dirty.
     */
    static Map<String, String> labels(Path directory) {
        return labels(directory, STATUS, ANSWER_LIMIT);
    }

    /** As {@link #labels(Path)}, by a command that answers as {@code git status} does. */
    static Map<String, String> labels(Path directory, List<String> command, Duration longest) {
        Process git;
        try {
            git = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException notInstalled) {
            return Map.of();
        }
        try {
            return CompletableFuture.supplyAsync(() -> read(git)).get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException silent) {
            return Map.of();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Map.of();
        } finally {
            git.destroyForcibly();
        }
    }

    /** The first line after the head shows that a file was changed; the others need not be read. */
    private static Map<String, String> read(Process git) {
        Map<String, String> labels = new LinkedHashMap<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(git.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    labels.put("uncommitted-changes", "true");
                    break;
                }
                put(labels, "commit", line, COMMIT);
                put(labels, "branch", line, BRANCH);
            }
        } catch (IOException ended) {
            return Map.of();
        }
        if (labels.containsKey("commit")) {
            labels.putIfAbsent("uncommitted-changes", "false");
        }
        return labels;
    }

    private static void put(Map<String, String> labels, String label, String line, String begin) {
        // Names in brackets mean that there is none: '(initial)', '(detached)'.
        if (line.startsWith(begin) && !line.startsWith("(", begin.length())) {
            labels.put(label, line.substring(begin.length()));
        }
    }
}
