package dev.crossfire.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTreeTest {
    @TempDir
    Path temporary;

    private Path kept;
    private Path tree;

    @BeforeEach
    void fill() throws IOException {
        kept = Files.writeString(
                Files.createDirectory(temporary.resolve("other")).resolve("file"), "keep me");
        tree = Files.createDirectory(temporary.resolve("tree"));
        Files.createFile(Files.createDirectories(tree.resolve("a/b")).resolve("file"));
        Files.createSymbolicLink(tree.resolve("a/link"), temporary.resolve("other"));
    }

    @Test
    void aFolderIsDeletedWithItsContentAndNoLinkIsFollowed() throws Exception {
        FileTree.delete(tree);
        FileTree.delete(tree);

        assertThat(tree).doesNotExist();
        assertThat(kept).hasContent("keep me");
    }

    @Test
    void aLinkIsDeletedAndNotWhatItPointsTo() throws Exception {
        FileTree.delete(tree.resolve("a/link"));

        assertThat(tree.resolve("a")).isDirectoryNotContaining("glob:**/link").isDirectoryContaining("glob:**/b");
        assertThat(kept).hasContent("keep me");
    }

    @Test
    void aFolderStaysWhenItsContentIsDeleted() throws Exception {
        FileTree.deleteContent(tree);

        assertThat(tree).isEmptyDirectory();
        assertThat(kept).hasContent("keep me");
    }
}
