package dev.crossfire.plugin;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The jars that may be plug-ins.
 *
 * @param jars absolute, each once
 * @param missing what was named and is not there
 */
public record PluginFolders(List<Path> jars, List<RefusedPlugin> missing) {
    /** The environment variable with folders and jars, separated as in a class path. */
    public static final String VARIABLE = "CROSSFIRE_PLUGINS";

    /** The option with a folder or a jar. */
    public static final String OPTION = "--plugins";

    public PluginFolders {
        jars = List.copyOf(jars);
        missing = List.copyOf(missing);
    }

    /**
     * Looks for them.
     *
     * @param installed the installation's own folder, which need not exist
     * @param variable the value of {@link #VARIABLE}; null when it is not set
     * @param options the values of {@link #OPTION}
     */
    public static PluginFolders of(Path installed, @Nullable String variable, List<String> options) {
        Search search = new Search();
        if (Files.isDirectory(installed)) {
            search.folder(installed);
        }
        search.variable(variable);
        options.forEach(option -> search.named(option, OPTION));
        return search.found();
    }

    /** Those that the variable names, as a conductor names them for its guardian. */
    public static PluginFolders ofVariable(@Nullable String variable) {
        Search search = new Search();
        search.variable(variable);
        return search.found();
    }

    /** A value of {@link #VARIABLE} that names exactly these jars. */
    public static String variableOf(List<Path> jars) {
        return String.join(File.pathSeparator, jars.stream().map(Path::toString).toList());
    }

    private static final class Search {
        private final Map<Path, Path> jars = new LinkedHashMap<>();
        private final List<RefusedPlugin> missing = new ArrayList<>();

        void variable(@Nullable String value) {
            for (String part : value == null ? new String[0] : value.split(File.pathSeparator, -1)) {
                if (!part.isBlank()) {
                    named(part.strip(), VARIABLE);
                }
            }
        }

        void named(String text, String by) {
            try {
                Path path = Path.of(text).toAbsolutePath().normalize();
                if (Files.isDirectory(path)) {
                    folder(path);
                } else if (Files.isRegularFile(path)) {
                    jar(path);
                } else {
                    missing(path, by + " names it, and there is neither a folder nor a jar");
                }
            } catch (InvalidPathException invalid) {
                missing(
                        Path.of("?"),
                        by + " names '" + text + "', which is invalid as a path (" + invalid.getReason() + ")");
            }
        }

        void folder(Path folder) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".jar") && Files.isRegularFile(file))
                        .sorted()
                        .forEach(this::jar);
            } catch (IOException unreadable) {
                missing(folder, "the folder cannot be read: " + unreadable);
            }
        }

        private void jar(Path jar) {
            Path whole = jar.toAbsolutePath().normalize();
            if (whole.toString().contains(File.pathSeparator)) {
                missing(whole, "its path contains '" + File.pathSeparator + "', which separates paths");
                return;
            }
            try {
                // By way of a link or of two folders, one jar is found twice.
                jars.putIfAbsent(whole.toRealPath(), whole);
            } catch (IOException vanished) {
                missing(whole, "it cannot be read: " + vanished);
            }
        }

        private void missing(Path path, String reason) {
            missing.add(new RefusedPlugin(path, null, reason, "Correct the path, or leave it out."));
        }

        PluginFolders found() {
            return new PluginFolders(List.copyOf(jars.values()), missing);
        }
    }
}
