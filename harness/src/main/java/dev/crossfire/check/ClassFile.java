package dev.crossfire.check;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A compiled class, read without loading it.
 *
 * @param place the folder or jar that contains it
 * @param java the Java version that it was compiled for
 */
record ClassFile(Path place, int java) {
    private static final String SUFFIX = ".class";
    /** What a class file's major version is above its Java version. Source: JVM specification, table 4.1-A. */
    private static final int ABOVE_JAVA = 44;

    /** The class of a name in a folder or jar; empty when it is not there or is none. */
    static Optional<ClassFile> in(Path place, String className) {
        String path = className.replace('.', '/') + SUFFIX;
        try {
            if (Files.isDirectory(place)) {
                Path file = place.resolve(path);
                if (!Files.isRegularFile(file)) {
                    return Optional.empty();
                }
                try (InputStream content = Files.newInputStream(file)) {
                    return Optional.of(new ClassFile(place, java(content)));
                }
            }
            try (ZipFile jar = new ZipFile(place.toFile())) {
                ZipEntry entry = jar.getEntry(path);
                return entry == null
                        ? Optional.empty()
                        : Optional.of(new ClassFile(place, java(jar.getInputStream(entry))));
            }
        } catch (IOException unreadable) {
            // Java passes over it, too; code that needs a class in it gets an error about the missing class.
            return Optional.empty();
        }
    }

    /** The names of classes in a folder or jar, nested ones left out. */
    static List<String> names(Path place, Predicate<String> expected) {
        try {
            if (Files.isDirectory(place)) {
                try (Stream<Path> files = Files.walk(place)) {
                    return files.map(file -> place.relativize(file).toString().replace('\\', '/'))
                            .flatMap(path -> name(path).stream())
                            .filter(expected)
                            .toList();
                }
            }
            try (ZipFile jar = new ZipFile(place.toFile())) {
                List<String> names = new ArrayList<>();
                jar.stream()
                        .flatMap(entry -> name(entry.getName()).stream())
                        .filter(expected)
                        .forEach(names::add);
                return names;
            }
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private static Optional<String> name(String path) {
        boolean top = path.endsWith(SUFFIX) && !path.contains("$") && !path.contains("-");
        return top
                ? Optional.of(path.substring(0, path.length() - SUFFIX.length()).replace('/', '.'))
                : Optional.empty();
    }

    private static int java(InputStream content) throws IOException {
        DataInputStream header = new DataInputStream(content);
        header.readInt();
        header.readUnsignedShort();
        return header.readUnsignedShort() - ABOVE_JAVA;
    }
}
