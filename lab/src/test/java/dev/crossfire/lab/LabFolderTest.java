package dev.crossfire.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabFolderTest {
    @TempDir
    Path parent;

    @Test
    void aCleanEndLeavesNothing() throws IOException {
        try (LabFolder folder = LabFolder.make(parent.resolve("lab"))) {
            Files.writeString(folder.path().resolve("file"), "");
        }

        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void theFolderOfADeadLabIsRemovedByTheNext() throws IOException {
        Files.createDirectories(parent.resolve("dead/postgres-1a"));
        Files.createFile(parent.resolve("dead.crossfire-lab"));
        Files.createDirectories(parent.resolve("not-a-lab"));

        try (LabFolder folder = LabFolder.make(parent.resolve("lab"))) {
            assertThat(folder.path()).isDirectory();
            assertThat(parent.resolve("dead")).doesNotExist();
            assertThat(parent.resolve("dead.crossfire-lab")).doesNotExist();
            assertThat(parent.resolve("not-a-lab")).isDirectory();
        }
    }

    @Test
    void aFolderThatExistsIsRefusedAndLeftAlone() throws IOException {
        Path precious = Files.createDirectory(parent.resolve("precious"));
        Files.writeString(precious.resolve("file"), "keep me");

        assertThatThrownBy(() -> LabFolder.make(precious)).hasMessageContaining("exists");

        assertThat(precious.resolve("file")).hasContent("keep me");
        assertThat(parent.resolve("precious.crossfire-lab")).doesNotExist();
    }
}
