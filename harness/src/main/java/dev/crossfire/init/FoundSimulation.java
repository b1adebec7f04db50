package dev.crossfire.init;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Gatling simulation, as its source shows it; nothing is compiled for it.
 *
 * @param className its full name
 * @param cohorts the names of its Gatling scenarios that stand in its source as literals
 */
public record FoundSimulation(String className, List<String> cohorts) {
    private static final List<String> LANGUAGES = List.of("java", "scala", "kotlin");
    private static final Pattern SOURCE = Pattern.compile(".*[.](java|scala|kt)");
    private static final int DEEPEST = 30;
    private static final long MOST_FILES = 20_000;
    private static final long LARGEST_FILE = 1 << 20;

    /** A comment, or a text that may look like one. */
    private static final Pattern COMMENT =
            Pattern.compile("\"[^\"\\\\\n]*+(?:\\\\.[^\"\\\\\n]*+)*+\"|//[^\n]*|(?s:/[*].*?[*]/)");

    private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package\\s+([\\w.]+)");
    private static final Pattern CLASS = Pattern.compile(
            "(abstract\\s+)?\\bclass\\s+(\\w+)\\s*(?:\\([^)]*\\)\\s*)?(?:extends\\s+Simulation\\b|:\\s*Simulation\\s*\\()");
    private static final Pattern SCENARIO = Pattern.compile("(?<![\\w.])scenario\\(\\s*\"([^\"\\\\\n]+)\"\\s*\\)");

    public FoundSimulation {
        cohorts = List.copyOf(cohorts);
    }

    /** Those in {@code src/*}{@code /java}, {@code scala} and {@code kotlin}, sorted by their names. */
    static List<FoundSimulation> in(Path folder) throws IOException {
        List<FoundSimulation> found = new ArrayList<>();
        for (Path root : roots(folder.resolve("src"))) {
            for (Path file : sources(root)) {
                of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)).ifPresent(found::add);
            }
        }
        found.sort((a, b) -> a.className.compareTo(b.className));
        return List.copyOf(found);
    }

    /** Those that can be reached: a folder of another user hides what is behind it. */
    private static List<Path> sources(Path root) throws IOException {
        List<Path> sources = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root, DEEPEST)) {
            files.limit(MOST_FILES).filter(FoundSimulation::isSource).forEach(sources::add);
        } catch (UncheckedIOException unreadable) {
            return sources;
        }
        return sources;
    }

    private static List<Path> roots(Path sources) throws IOException {
        if (!Files.isDirectory(sources)) {
            return List.of();
        }
        try (Stream<Path> sets = Files.list(sources)) {
            return sets.flatMap(set -> LANGUAGES.stream().map(set::resolve))
                    .filter(Files::isDirectory)
                    .toList();
        }
    }

    private static boolean isSource(Path file) {
        try {
            return SOURCE.matcher(file.toString()).matches()
                    && Files.isRegularFile(file)
                    && Files.isReadable(file)
                    && Files.size(file) <= LARGEST_FILE;
        } catch (IOException gone) {
            return false;
        }
    }

    /** The simulation in a source file. */
    static Optional<FoundSimulation> of(String source) {
        String code = COMMENT.matcher(source)
                .replaceAll(found -> found.group().startsWith("\"") ? Matcher.quoteReplacement(found.group()) : " ");
        Optional<MatchResult> declared = CLASS.matcher(code)
                .results()
                .filter(found -> found.group(1) == null)
                .findFirst();
        Matcher name = PACKAGE.matcher(code);
        String prefix = name.find() ? name.group(1) + "." : "";
        List<String> cohorts = SCENARIO.matcher(code)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
        return declared.map(found -> new FoundSimulation(prefix + found.group(2), cohorts));
    }
}
