package dev.crossfire.junit.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Crossfire's release archive in the local Maven repository.
 *
 * @param file the archive
 * @param version its version
 */
record LocalArchive(Path file, String version) {
    private static final String LAUNCHER = "crossfire";
    private static final int DIGITS = 16;

    /** The archive of a version, when the repository has it. */
    static Optional<LocalArchive> find(Surroundings surroundings, String version) {
        Path file = place(surroundings, version);
        return Files.isRegularFile(file) ? Optional.of(new LocalArchive(file, version)) : Optional.empty();
    }

    /** Where the archive of a version belongs. */
    static Path place(Surroundings surroundings, String version) {
        return surroundings
                .property("maven.repo.local")
                .map(Path::of)
                .orElseGet(() -> surroundings.home().resolve(".m2").resolve("repository"))
                .resolve(Path.of("dev", "crossfire", "crossfire-dist", version, "crossfire-dist-" + version + ".zip"));
    }

    /**
     * Unpacks it once: a folder that is there is complete, for it is made apart and renamed when it is.
     *
     * @param cache in which the folder lies
     * @return the folder that contains the launcher
     */
    Path unpack(Path cache) throws IOException {
        Path unpacked = cache.resolve(version + "-" + digest().substring(0, DIGITS));
        if (!Files.isDirectory(unpacked)) {
            Path fresh = Files.createTempDirectory(cache, "unpacking-", CacheFolder.ownersOnly());
            try {
                extract(fresh);
                home(fresh);
                Files.move(fresh, unpacked, StandardCopyOption.ATOMIC_MOVE);
            } catch (FileAlreadyExistsException | DirectoryNotEmptyException | AtomicMoveNotSupportedException sooner) {
                if (!Files.isDirectory(unpacked)) {
                    throw sooner;
                }
            } finally {
                delete(fresh);
            }
        }
        return home(unpacked);
    }

    private String digest() throws IOException {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            try (InputStream content = new DigestInputStream(Files.newInputStream(file), sha256)) {
                content.transferTo(java.io.OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private void extract(Path folder) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException(file + " has an entry outside its own folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.resolveSibling("."));
                    Files.copy(zip, target);
                }
            }
        }
    }

    /** The one folder in the archive; Java reads no rights from archives, so the launcher gets its own here. */
    private Path home(Path unpacked) throws IOException {
        List<Path> inside;
        try (Stream<Path> list = Files.list(unpacked)) {
            inside = list.toList();
        }
        Path home = inside.size() == 1 ? inside.get(0) : unpacked;
        Path launcher = home.resolve(LAUNCHER);
        if (!Files.isRegularFile(launcher)) {
            throw new IOException(file + " has no program " + LAUNCHER + "; expected Crossfire's release archive");
        }
        if (!Files.isExecutable(launcher) && !launcher.toFile().setExecutable(true, true)) {
            throw new IOException(launcher + " cannot be made executable");
        }
        return home;
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path one : all) {
            Files.delete(one);
        }
    }
}
