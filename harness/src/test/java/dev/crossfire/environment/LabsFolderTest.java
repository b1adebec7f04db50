package dev.crossfire.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabsFolderTest {
    @TempDir
    Path home;

    @TempDir
    Path temporary;

    @Test
    void itIsInTheHomeFolderWhereThereIsOne() throws IOException {
        assertThat(LabsFolder.of(home, temporary)).isEqualTo(home.resolve(".crossfire/labs"));
        assertThat(home).isEmptyDirectory();
        assertThat(temporary).isEmptyDirectory();
    }

    /** Java calls the home of a user without one "?". */
    @Test
    void withoutAHomeFolderItIsAPrivateOneThatIsFoundAgain() throws IOException {
        Path folder = LabsFolder.of(Path.of("?"), temporary);
        assertThat(folder).isDirectory().hasParent(temporary);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        assertThat(LabsFolder.of(home.resolve("missing"), temporary)).isEqualTo(folder);
        assertThat(temporary).isDirectoryContaining(folder::equals);
        try (var files = Files.list(temporary)) {
            assertThat(files).hasSize(1);
        }
        assertThat(Path.of("?")).doesNotExist();
    }

    @Test
    void aFolderThatOthersMayWriteOrALinkIsRefused() throws IOException {
        Path folder = LabsFolder.of(Path.of("?"), temporary);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThatThrownBy(() -> LabsFolder.of(Path.of("?"), temporary))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(folder + " is not a private folder of this user");

        Files.delete(folder);
        Files.createSymbolicLink(folder, home);
        assertThatThrownBy(() -> LabsFolder.of(Path.of("?"), temporary)).isInstanceOf(IOException.class);
    }
}
