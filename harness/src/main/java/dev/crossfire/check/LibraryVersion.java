package dev.crossfire.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/**
 * The version of a library that a simulation is compiled against, as its jar states it.
 *
 * @param library for people, as {@code Gatling}
 */
record LibraryVersion(String library, String version, Path jar) {
    static final String GATLING = "Gatling";
    static final String SCALA = "Scala";

    private static final Map<String, String> TITLES = Map.of("gatling-core", GATLING);
    private static final Map<String, String> BUNDLES = Map.of("org.scala-lang.scala-library", SCALA);
    private static final String GATLING_POM = "META-INF/maven/io.gatling/gatling-core/pom.properties";

    /** The versions of Gatling and Scala in the jars among these. */
    static List<LibraryVersion> on(List<Path> places) {
        List<LibraryVersion> found = new ArrayList<>();
        for (Path place : places) {
            if (Files.isRegularFile(place)) {
                of(place).ifPresent(found::add);
            }
        }
        return found;
    }

    /** Whether what was compiled against the other runs with this one; a Gatling may change with each release. */
    boolean accepts(LibraryVersion other) {
        return library.equals(GATLING)
                ? version.equals(other.version)
                : minor(version).equals(minor(other.version));
    }

    private static String minor(String version) {
        String[] parts = version.split("\\.", -1);
        return parts.length < 2 ? version : parts[0] + "." + parts[1];
    }

    private static Optional<LibraryVersion> of(Path file) {
        try (JarFile jar = new JarFile(file.toFile())) {
            @Nullable Manifest manifest = jar.getManifest();
            if (manifest != null) {
                Attributes main = manifest.getMainAttributes();
                @Nullable
                String library = TITLES.get(String.valueOf(main.getValue(Attributes.Name.IMPLEMENTATION_TITLE)));
                @Nullable String version = main.getValue(Attributes.Name.IMPLEMENTATION_VERSION);
                if (library == null) {
                    library = BUNDLES.get(String.valueOf(main.getValue("Bundle-SymbolicName")));
                    version = main.getValue("Bundle-Version");
                }
                if (library != null && version != null) {
                    return Optional.of(new LibraryVersion(library, plain(version), file));
                }
            }
            return inOneJar(jar, file);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** A jar into which a build has put everything. */
    private static Optional<LibraryVersion> inOneJar(JarFile jar, Path file) throws IOException {
        @Nullable ZipEntry pom = jar.getEntry(GATLING_POM);
        if (pom == null) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        properties.load(jar.getInputStream(pom));
        return Optional.ofNullable(properties.getProperty("version"))
                .map(version -> new LibraryVersion(GATLING, version, file));
    }

    /** A bundle's version carries the time of its build behind the third dot. */
    private static String plain(String version) {
        String[] parts = version.split("\\.", -1);
        return parts.length <= 3 ? version : String.join(".", parts[0], parts[1], parts[2]);
    }
}
