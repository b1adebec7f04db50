package dev.crossfire.lab.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
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
        // Java calls the home of a user without one "?".
        return Optional.of(home)
                .filter(Path::isAbsolute)
                .map(folder -> folder.resolve(mac ? "Library/Caches/crossfire" : ".cache/crossfire"));
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

    /**
     * The folder of this user below the system's folder for temporary files.
     *
     * <p>It is recognised by its owner and its mode, not by its name: another user could occupy a predictable name.
     */
    static final class UserFolder {
        private static final int PRIVATE = 0700;
        /** For root, whose servers run as another user and must pass; other users cannot list it. */
        private static final int PASSABLE = 0711;

        private UserFolder() {}

        /**
         * Finds the folder, and makes it when there is none.
         *
         * @param temporary the system's folder for temporary files
         * @param user the user's name, a part of the folder's name
         */
        static Path in(Path temporary, String user) throws IOException {
            String prefix = "crossfire-" + user.replaceAll("[^A-Za-z0-9._-]", "_") + "-";
            int self = FileOwner.ownUid(temporary);
            Optional<Path> known = first(temporary, prefix, self);
            if (known.isPresent()) {
                return known.get();
            }
            Path fresh = Files.createTempDirectory(
                    temporary,
                    prefix,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            PrivateFile.letServersPass(fresh);
            // When the first two labs of this user start at the same moment, both choose the same folder.
            return first(temporary, prefix, self).orElse(fresh);
        }

        private static Optional<Path> first(Path temporary, String prefix, int self) throws IOException {
            List<Path> candidates;
            try (Stream<Path> all = Files.list(temporary)) {
                candidates = all.filter(path -> path.getFileName().toString().startsWith(prefix))
                        .sorted()
                        .toList();
            }
            for (Path candidate : candidates) {
                if (isOurs(candidate, self)) {
                    return Optional.of(candidate);
                }
            }
            return Optional.empty();
        }

        private static boolean isOurs(Path candidate, int self) {
            try {
                return Files.isDirectory(candidate, LinkOption.NOFOLLOW_LINKS)
                        && FileOwner.uid(candidate) == self
                        && FileOwner.mode(candidate) == (self == 0 ? PASSABLE : PRIVATE);
            } catch (IOException gone) {
                return false;
            }
        }
    }
}
