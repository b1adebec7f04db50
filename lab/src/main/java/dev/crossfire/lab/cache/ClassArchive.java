package dev.crossfire.lab.cache;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * A file of loaded classes that makes a program start in half the time, valid for one JVM and one set of jars.
 *
 * @param name of the cached thing; changes with the JVM and with every jar
 */
public record ClassArchive(String name) {
    private static final String FILE = "classes.jsa";
    private static final int KEY_LENGTH = 16;
    private static final int KEPT = 3;
    /** The JVM's archive of its own classes, which every other stands on; a runtime made by jlink may have none. */
    private static final Path BASE = Path.of(System.getProperty("java.home"), "lib", "server", FILE);

    /**
     * Describes the archive of a program, whether or not it is there.
     *
     * @param classPath the program's class path
     * @return empty if the JVM has no archive of its own, or the class path has a folder in it, of which it takes none
     */
    public static Optional<ClassArchive> of(String program, String classPath) throws IOException {
        if (!Files.isRegularFile(BASE)) {
            return Optional.empty();
        }
        MessageDigest digest = sha256();
        List<String> jvm = List.of(System.getProperty("java.vm.version"), System.getProperty("java.home"), classPath);
        jvm.forEach(text -> digest.update(text.getBytes(StandardCharsets.UTF_8)));
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            Path jar = Path.of(entry);
            if (!Files.isRegularFile(jar)) {
                return Optional.empty();
            }
            digest.update(stamp(jar));
            for (Path library : librariesOf(jar)) {
                digest.update(stamp(library));
            }
        }
        String key = HexFormat.of().formatHex(digest.digest()).substring(0, KEY_LENGTH);
        return Optional.of(new ClassArchive(program + "-classes-" + key));
    }

    private static byte[] stamp(Path jar) throws IOException {
        return (Files.size(jar) + "@" + Files.getLastModifiedTime(jar)).getBytes(StandardCharsets.UTF_8);
    }

    /** A program's jar names its libraries in its manifest; those of other systems are not there. */
    private static List<Path> librariesOf(Path file) throws IOException {
        try (JarFile jar = new JarFile(file.toFile())) {
            String names = jar.getManifest() == null
                    ? null
                    : jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            return Stream.of(names == null ? new String[0] : names.trim().split(" +", 0))
                    .map(name -> Path.of(file.toUri().resolve(name)))
                    .filter(Files::isRegularFile)
                    .toList();
        }
    }

    /** Returns the file if it has been made. */
    public Optional<Path> find(Cache cache) {
        return Optional.of(cache.path(name).resolve(FILE)).filter(Files::isRegularFile);
    }

    /**
     * Makes the file.
     *
     * @param recording runs the program to its end so that it leaves the archive in the given file
     */
    public void make(Cache cache, Recording recording) throws IOException, InterruptedException {
        String family = name.substring(0, name.length() - KEY_LENGTH);
        cache.keepNewest(family, KEPT);
        cache.once(name, folder -> recording.into(folder.resolve(FILE)));
    }

    /** Runs a program that records its classes. */
    @FunctionalInterface
    public interface Recording {
        /** Leaves the archive in the file. */
        void into(Path file) throws IOException, InterruptedException;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
