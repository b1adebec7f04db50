package dev.crossfire.lab;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * This JVM's class path with a jar in the place of each folder, as users have it.
 *
 * <p>The JVM takes a class archive of jars alone: without one, each of a lab's shops takes twice as long to start.
 */
final class JarredClassPath {
    private static final Path JARS = Path.of("target", "class-path").toAbsolutePath();
    private static final String TEXT = jarred();

    private JarredClassPath() {}

    /** Returns it as {@code -cp} takes it. */
    static String text() {
        return TEXT;
    }

    private static String jarred() {
        List<String> entries = new ArrayList<>();
        try {
            Files.createDirectories(JARS);
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                Path path = Path.of(entry);
                entries.add(Files.isDirectory(path) ? jar(path, entries.size()).toString() : entry);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return String.join(File.pathSeparator, entries);
    }

    /** Another test process may make the same jar at the same time: with the same size and date, it is the same to an archive. */
    private static Path jar(Path folder, int number) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted().toList();
        }
        Path jar = JARS.resolve(number + ".jar");
        Path partial =
                JARS.resolve(number + ".partial-" + ProcessHandle.current().pid());
        FileTime newest = FileTime.fromMillis(0);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(partial))) {
            for (Path each : all) {
                FileTime changed = Files.getLastModifiedTime(each);
                newest = changed.compareTo(newest) > 0 ? changed : newest;
                if (Files.isRegularFile(each)) {
                    JarEntry entry =
                            new JarEntry(folder.relativize(each).toString().replace(File.separatorChar, '/'));
                    entry.setLastModifiedTime(changed);
                    out.putNextEntry(entry);
                    Files.copy(each, out);
                    out.closeEntry();
                }
            }
        }
        Files.setLastModifiedTime(partial, newest);
        return Files.move(partial, jar, StandardCopyOption.ATOMIC_MOVE);
    }
}
