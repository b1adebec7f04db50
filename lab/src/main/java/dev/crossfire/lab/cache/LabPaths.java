package dev.crossfire.lab.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The lab's default folders.
 *
 * @param environment the environment's variables
 * @param home the user's home; may not exist
 * @param user the user's name
 * @param temporary the system's folder for temporary files
 * @param mac whether this is macOS
 */
public record LabPaths(Map<String, String> environment, Path home, String user, Path temporary, boolean mac) {
    public LabPaths {
        environment = Map.copyOf(environment);
    }

    /** Returns this machine's. */
    public static LabPaths here() {
        return new LabPaths(
                System.getenv(),
                Path.of(System.getProperty("user.home")),
                System.getProperty("user.name"),
                Path.of(System.getProperty("java.io.tmpdir")),
                System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac"));
    }

    /** Returns the folder for what is kept between labs; root's is where the servers' user can read it. */
    public Path cache() throws IOException {
        Optional<Path> kept = Stream.of(rootCache(), xdgCache(), homeCache())
                .flatMap(Optional::stream)
                .filter(LabPaths::possible)
                .findFirst();
        return kept.isPresent() ? kept.get() : UserFolder.in(temporary, user).resolve("cache");
    }

    /** Returns the folder that labs put their own folders in; it is this user's alone. */
    public Path labs() throws IOException {
        return UserFolder.in(temporary, user);
    }

    private Optional<Path> rootCache() {
        if (!user.equals("root")) {
            return Optional.empty();
        }
        return Optional.of(Path.of(mac ? "/Library/Caches/crossfire" : "/var/cache/crossfire"));
    }

    private Optional<Path> xdgCache() {
        return Optional.ofNullable(environment.get("XDG_CACHE_HOME"))
                .map(Path::of)
                .filter(Path::isAbsolute)
                .map(path -> path.resolve("crossfire"));
    }

    private Optional<Path> homeCache() {
        return Optional.of(home.resolve(mac ? "Library/Caches/crossfire" : ".cache/crossfire"));
    }

    /** Returns whether the folder exists, or can be made: homes are read-only or missing in many containers. */
    private static boolean possible(Path folder) {
        try {
            Files.createDirectories(folder);
            return Files.isWritable(folder);
        } catch (IOException e) {
            return false;
        }
    }
}
