package dev.crossfire.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs of an unpacked archive and of a checkout. */
class InstallationTest {
    @TempDir
    Path home;

    @Test
    void aProgramOfAnArchiveNamesItsLibrariesBesideIt() throws Exception {
        Path jar = program(home.resolve("lab.jar"), "lib/a-1.jar lib/b-2.jar lib/of-another-system-3.jar");
        Files.createDirectory(home.resolve("lib"));
        Path first = Files.createFile(home.resolve("lib/a-1.jar"));
        Path second = Files.createFile(home.resolve("lib/b-2.jar"));
        Files.createFile(home.resolve("lib/of-another-program-1.jar"));
        Installation installation = new Installation(home, "7");
        assertThat(installation.libraries("lab")).containsExactly(first, second);
        assertThat(installation.classPath("lab", "")).isEqualTo(jar.toString());
        assertThat(installation.scenarioSchema()).isEqualTo(home.resolve("schemas/scenario.schema.json"));
    }

    @Test
    void aUsersClassPathComesBehindTheProgramAndWithoutItsLibraries() throws Exception {
        Path jar = program(home.resolve("simulations.jar"), "lib/gatling-core-3.15.1.jar");
        Files.createDirectory(home.resolve("lib"));
        Files.createFile(home.resolve("lib/gatling-core-3.15.1.jar"));
        Installation installation = new Installation(home, "7");
        UserClassPath own = installation.beside("simulations", "/theirs/gatling-core-3.9.0.jar:/theirs/classes");
        assertThat(own.otherVersions()).containsExactly("gatling-core 3.9.0 (3.15.1 is used)");
        assertThat(installation.classPath("simulations", own.text())).isEqualTo(jar + ":/theirs/classes");
    }

    @Test
    void aProgramOfACheckoutLiesWhereItIsBuilt() throws Exception {
        Files.createFile(home.resolve("pom.xml"));
        Path jar = program(Files.createDirectories(home.resolve("lab/target")).resolve("lab-7.jar"), "lib/a-1.jar");
        Files.createDirectory(jar.resolveSibling("lib"));
        Path library = Files.createFile(jar.resolveSibling("lib").resolve("a-1.jar"));
        assertThat(new Installation(home, "7").libraries("lab")).containsExactly(library);
    }

    @Test
    void aMissingProgramIsNamedWithWhatToDo() throws IOException {
        Installation archive = new Installation(home, "7");
        assertThatThrownBy(() -> archive.classPath("lab", ""))
                .hasMessage(home.resolve("lab.jar")
                        + " is missing: the installation is not complete; unpack the release archive again");
        Files.createFile(home.resolve("pom.xml"));
        Files.createDirectory(home.resolve("lab"));
        assertThatThrownBy(() -> new Installation(home, "7").classPath("lab", ""))
                .hasMessageContaining("lab/target/lab-7.jar is missing: build Crossfire first");
    }

    private static Path program(Path file, String libraries) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, libraries);
        new JarOutputStream(Files.newOutputStream(file), manifest).close();
        return file;
    }
}
