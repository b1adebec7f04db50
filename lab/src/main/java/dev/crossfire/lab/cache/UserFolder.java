package dev.crossfire.lab.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder of this user among everybody's temporary files.
 *
 * <p>It is known by its owner and its mode, not by its name: a name that is known before, another user could occupy.
 */
final class UserFolder {
    private static final int PRIVATE = 0700;
    /** For root, whose servers run as another user and must pass: what is in it, nobody else can list. */
    private static final int PASSABLE = 0711;

    private static final int MODE_BITS = 07777;

    private UserFolder() {}

    /**
     * Finds the folder, and makes it when there is none.
     *
     * @param temporary the folder for everybody's temporary files
     * @param user the user's name, of which the folder's name reminds
     */
    static Path in(Path temporary, String user) throws IOException {
        String prefix = "crossfire-" + user.replaceAll("[^A-Za-z0-9._-]", "_") + "-";
        // What is made has this process's user as its owner, whatever the user is called.
        Path mine = Files.createTempFile(temporary, prefix, ".owner");
        int self;
        try {
            self = attribute(mine, "uid");
        } finally {
            Files.delete(mine);
        }
        Optional<Path> known = first(temporary, prefix, self);
        if (known.isPresent()) {
            return known.get();
        }
        Path fresh = Files.createTempDirectory(
                temporary, prefix, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        if (self == 0) {
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwx--x--x"));
        }
        // Two labs that are this user's first, and start at the same moment, choose the same all the same.
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
            int mode = attribute(candidate, "mode") & MODE_BITS;
            return Files.isDirectory(candidate, LinkOption.NOFOLLOW_LINKS)
                    && attribute(candidate, "uid") == self
                    && mode == (self == 0 ? PASSABLE : PRIVATE);
        } catch (IOException gone) {
            return false;
        }
    }

    private static int attribute(Path path, String name) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:" + name, LinkOption.NOFOLLOW_LINKS);
    }
}
