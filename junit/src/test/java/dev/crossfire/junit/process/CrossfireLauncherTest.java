package dev.crossfire.junit.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrossfireLauncherTest {
    private static final String VERSION = "1.2.3";

    @TempDir
    Path folder;

    private final Properties properties = new Properties();
    private final Map<String, String> variables = new HashMap<>();

    @Test
    void thePropertyComesBeforeTheVariableBeforeThePathBeforeTheArchive() throws IOException {
        properties.setProperty("user.home", folder.toString());
        archive("crossfire-1.2.3/crossfire");
        assertThat(find()).startsWith(folder.resolve(".cache/crossfire")).hasFileName("crossfire");
        variables.put("PATH", folder.resolve("none") + ":" + installed("path"));
        assertThat(find()).isEqualTo(folder.resolve("path/crossfire"));
        variables.put("CROSSFIRE_HOME", installed("variable").toString());
        assertThat(find()).isEqualTo(folder.resolve("variable/crossfire"));
        properties.setProperty("crossfire.home", installed("property").toString());
        assertThat(find()).isEqualTo(folder.resolve("property/crossfire"));
    }

    @Test
    void aNamedFolderWithoutALauncherIsRefusedThoughThePathHasOne() throws IOException {
        variables.put("PATH", installed("path").toString());
        variables.put("CROSSFIRE_HOME", folder.resolve("gone").toString());
        assertThatThrownBy(this::find)
                .hasMessageContainingAll("CROSSFIRE_HOME is " + folder.resolve("gone"), "there is no program");
    }

    @Test
    void theMessageNamesEveryPlaceAndTheNextStep() {
        properties.setProperty("user.home", folder.toString());
        assertThatThrownBy(this::find)
                .hasMessageContainingAll(
                        "crossfire.home",
                        "CROSSFIRE_HOME",
                        folder.resolve(".m2/repository/dev/crossfire/crossfire-dist/1.2.3/crossfire-dist-1.2.3.zip")
                                .toString(),
                        "Install it: unpack crossfire-VERSION.zip");
    }

    @Test
    void theArchiveIsUnpackedOnceIntoAPrivateFolder() throws IOException {
        properties.setProperty("maven.repo.local", folder.resolve("repository").toString());
        variables.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        archive("crossfire-1.2.3/crossfire", "crossfire-1.2.3/lib/a.jar");
        Path program = find();
        assertThat(program).isExecutable();
        assertThat(program.resolveSibling("lib/a.jar")).exists();
        Files.writeString(program.resolveSibling("mark"), "kept");
        assertThat(find()).isEqualTo(program);
        assertThat(program.resolveSibling("mark")).exists();
        Path cache = folder.resolve("cache/crossfire");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache)))
                .isEqualTo("rwx------");
        try (Stream<Path> inside = Files.list(cache)) {
            assertThat(inside).hasSize(1);
        }
    }

    @Test
    void anArchiveThatLeavesItsFolderIsRefusedAndLeavesNothing() throws IOException {
        properties.setProperty("maven.repo.local", folder.resolve("repository").toString());
        variables.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        archive("crossfire-1.2.3/crossfire", "../../escaped");
        assertThatThrownBy(this::find).hasMessageContaining("an entry outside its own folder");
        assertThat(folder.resolve("cache/crossfire")).isEmptyDirectory();
    }

    @Test
    void anArchiveWithoutALauncherIsRefused() throws IOException {
        properties.setProperty("maven.repo.local", folder.resolve("repository").toString());
        variables.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        archive("crossfire-1.2.3/README");
        assertThatThrownBy(this::find).hasMessageContaining("expected Crossfire's release archive");
    }

    private Path find() throws IOException {
        return CrossfireLauncher.find(new Surroundings(properties, variables), VERSION)
                .program();
    }

    private Path installed(String name) throws IOException {
        Path home = Files.createDirectories(folder.resolve(name));
        Path program = Files.writeString(home.resolve("crossfire"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return home;
    }

    private void archive(String... entries) throws IOException {
        Path file = LocalArchive.place(new Surroundings(properties, variables), VERSION);
        Files.createDirectories(file.resolveSibling("."));
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (String entry : entries) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.write("#!/bin/sh\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
        }
    }
}
