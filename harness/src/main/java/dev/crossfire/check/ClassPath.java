package dev.crossfire.check;

import dev.crossfire.model.Problem;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the classes of a user's own simulation lie; written as {@code java -cp} takes it. */
public final class ClassPath {
    private static final String OPTION = "--class-path";
    private static final String WANTED = "a folder with classes, a jar, or FOLDER/* for all jars of a folder";
    /** What makes a part of a class path, by a regular expression of where a build tool puts it; the first that fits. */
    private static final Map<String, String> MADE_BY = madeBy();

    private final List<String> entries;

    private ClassPath(List<String> entries) {
        this.entries = entries;
    }

    /** Reads what was given for {@code --class-path}; empty entries are left out. */
    public static ClassPath of(String text) {
        return new ClassPath(Stream.of(text.split(File.pathSeparator, -1))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList());
    }

    private static Map<String, String> madeBy() {
        Map<String, String> tools = new LinkedHashMap<>();
        tools.put("target/dependency", "mvn dependency:copy-dependencies");
        tools.put("target/scala-", "sbt Test/compile");
        tools.put("target/", "mvn test-compile");
        tools.put("build/.*/gatling$", "gradle gatlingClasses");
        tools.put("build/", "gradle testClasses");
        return tools;
    }

    /** Whether nothing was given. */
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /**
     * Every entry that does not exist or contains no classes; missing folders only when the class is not found without
     * them.
     *
     * @param className of the simulation; empty when it is not known yet
     */
    public List<Problem> problems(String className) {
        return problems(find(className).isPresent() ? missingFolders() : List.of());
    }

    private List<Problem> problems(List<String> tolerated) {
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            String entry = entries.get(i);
            @Nullable String found = wrong(entry);
            if (found != null && !tolerated.contains(entry)) {
                String where = entries.size() == 1 ? OPTION : OPTION + ", entry " + (i + 1) + " of " + entries.size();
                problems.add(new Problem(where, found, WANTED, hint(entry)));
            }
        }
        return problems;
    }

    /**
     * Every entry that would be a folder and is not there.
     *
     * <p>Gradle and sbt list folders that they have not created, as that of a project without resources; Java ignores them.
     */
    List<String> missingFolders() {
        return entries.stream().filter(ClassPath::isMissingFolder).toList();
    }

    private static boolean isMissingFolder(String entry) {
        try {
            return !isWildcard(entry) && !Files.exists(Path.of(entry)) && !isJar(Path.of(entry));
        } catch (InvalidPathException invalid) {
            return false;
        }
    }

    private static @Nullable String wrong(String entry) {
        try {
            if (isWildcard(entry)) {
                Path folder = folder(entry);
                return !Files.isDirectory(folder)
                        ? "the absent folder " + folder
                        : jarsOf(folder).isEmpty() ? "the folder " + folder + " without a jar" : null;
            }
            Path path = Path.of(entry);
            if (!Files.exists(path)) {
                return "the absent file or folder " + entry;
            }
            return Files.isDirectory(path) || isJar(path) ? null : "the file " + entry + " (not a jar)";
        } catch (InvalidPathException senseless) {
            return "'" + entry + "' (not a path)";
        }
    }

    private static @Nullable String hint(String entry) {
        return MADE_BY.entrySet().stream()
                .filter(tool -> Pattern.compile(tool.getKey()).matcher(entry).find())
                .findFirst()
                .map(tool -> "run " + tool.getValue() + " first")
                .orElse(null);
    }

    /** Every folder and jar that exists, wildcards resolved, in the order in which classes are sought. */
    List<Path> places() {
        List<Path> places = new ArrayList<>();
        for (String entry : entries) {
            if (wrong(entry) == null) {
                places.addAll(isWildcard(entry) ? jarsOf(folder(entry)) : List.of(Path.of(entry)));
            }
        }
        return places;
    }

    /** The compiled class of a name; empty when none of the places has it. */
    Optional<ClassFile> find(String className) {
        return places().stream()
                .flatMap(place -> ClassFile.in(place, className).stream())
                .findFirst();
    }

    private static boolean isWildcard(String entry) {
        return entry.equals("*") || entry.endsWith("/*") || entry.endsWith(File.separator + "*");
    }

    private static Path folder(String wildcard) {
        return Path.of(wildcard.substring(0, wildcard.length() - 1));
    }

    private static List<Path> jarsOf(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(ClassPath::isJar).sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(folder + " cannot be read", unreadable);
        }
    }

    private static boolean isJar(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".jar") || name.endsWith(".JAR") || name.endsWith(".zip");
    }
}
