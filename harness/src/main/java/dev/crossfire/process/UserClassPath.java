package dev.crossfire.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A user's own class path without the libraries that the load generator brings along.
 *
 * <p>A build's complete class path contains Gatling and Netty once more. Netty refuses its native libraries when it
 * finds them twice and silently falls back to slower ones, so libraries that both have come from the load generator.
 *
 * @param entries what is left, in the user's order
 * @param leftOut the jars that are left out because the load generator has the same library
 */
public record UserClassPath(List<String> entries, List<LeftOut> leftOut) {
    private static final Pattern JAR = Pattern.compile("(?<artifact>.+?)-(?<version>\\d[^-]*)(?<rest>-.+)?\\.jar");
    private static final String NETTY = "netty-";
    private static final String TRANSPORT = "netty-common";

    /**
     * A jar of the user's that is left out.
     *
     * @param version of the library in it
     * @param ours the version that is used
     */
    public record LeftOut(String jar, String artifact, String version, String ours) {
        public boolean isOtherVersion() {
            return !version.equals(ours);
        }
    }

    public UserClassPath {
        entries = List.copyOf(entries);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * Sorts out a class path.
     *
     * @param text as {@code java -cp} takes it, wildcards included; may be empty
     * @param own the load generator's libraries
     * @throws IOException when a folder cannot be read
     */
    static UserClassPath of(String text, List<Path> own) throws IOException {
        Map<String, String> versions = new LinkedHashMap<>();
        for (Path jar : own) {
            Matcher name = JAR.matcher(jar.getFileName().toString());
            if (name.matches()) {
                versions.putIfAbsent(name.group("artifact"), name.group("version"));
            }
        }
        List<String> kept = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        for (String entry : expanded(text)) {
            Matcher name = JAR.matcher(Path.of(entry).getFileName() + "");
            @Nullable String ours = name.matches() ? ours(name, versions) : null;
            if (ours == null) {
                kept.add(entry);
            } else {
                leftOut.add(new LeftOut(entry, name.group("artifact"), name.group("version"), ours));
            }
        }
        return new UserClassPath(kept, leftOut);
    }

    /**
     * Crossfire's version that replaces a jar; null when the jar stays. Parts of another Netty replace nothing of
     * Crossfire's.
     */
    private static @Nullable String ours(Matcher jar, Map<String, String> versions) {
        String artifact = jar.group("artifact");
        @Nullable String netty = versions.get(TRANSPORT);
        boolean part = artifact.startsWith(NETTY) && netty != null && !netty.equals(jar.group("version"));
        return versions.getOrDefault(artifact, part ? netty : null);
    }

    private static List<String> expanded(String text) throws IOException {
        List<String> entries = new ArrayList<>();
        for (String entry : text.split(File.pathSeparator, -1)) {
            if (entry.equals("*") || entry.endsWith(File.separator + "*")) {
                Path folder = Path.of(entry.substring(0, entry.length() - 1));
                for (Path jar : Files.isDirectory(folder) ? jarsOf(folder) : List.<Path>of()) {
                    entries.add(jar.toString());
                }
            } else if (!entry.isBlank()) {
                entries.add(entry.strip());
            }
        }
        return entries;
    }

    private static List<Path> jarsOf(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    /** As {@code java -cp} takes it. */
    public String text() {
        return String.join(File.pathSeparator, entries);
    }

    /** A line for each library of another version that is left out. */
    public List<String> otherVersions() {
        return leftOut.stream()
                .filter(LeftOut::isOtherVersion)
                .map(one -> one.artifact() + " " + one.version() + " (" + one.ours() + " is used)")
                .distinct()
                .toList();
    }
}
