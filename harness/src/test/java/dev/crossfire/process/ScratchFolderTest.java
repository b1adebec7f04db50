package dev.crossfire.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchFolderTest {
    @TempDir
    Path temporary;

    @Test
    void isItsOwnersAloneAndGoneAtTheEnd() throws Exception {
        Path path;
        try (ScratchFolder scratch = ScratchFolder.in(temporary)) {
            path = scratch.path();
            Files.writeString(Files.createDirectories(path.resolve("a/b")).resolve("file"), "");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rwx------");
        }
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void whatAKilledProcessLeftIsDeletedAndWhatIsInUseIsNot() throws Exception {
        Path abandoned = Files.createDirectories(temporary.resolve("crossfire-scratch-1/unpacked"));
        Files.createFile(temporary.resolve("crossfire-scratch-1/in-use.lock"));
        Path used = Files.createDirectory(temporary.resolve("crossfire-scratch-2"));
        Path other = Files.createDirectory(temporary.resolve("somebody-elses"));
        Path precious = Files.createFile(other.resolve("in-use.lock"));
        Files.createSymbolicLink(temporary.resolve("crossfire-scratch-3"), other);
        try (FileChannel lock = FileChannel.open(
                        used.resolve("in-use.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var held = lock.lock();
                ScratchFolder first = ScratchFolder.in(temporary);
                ScratchFolder second = ScratchFolder.in(temporary)) {
            assertThat(held.isValid()).isTrue();
            assertThat(first.path()).isDirectory();
            assertThat(second.path()).isDirectory();
            assertThat(abandoned.getParent()).doesNotExist();
            assertThat(used).isDirectory();
            assertThat(precious).exists();
        }
    }

    @Test
    void deletingFollowsNoLinkAndMissesNothing() throws Exception {
        Path other = Files.createDirectory(temporary.resolve("other"));
        Files.writeString(other.resolve("file"), "keep me");
        ScratchFolder scratch = ScratchFolder.at(temporary.resolve(ScratchFolder.OF_GENERATOR));
        Files.createSymbolicLink(scratch.path().resolve("link"), other);

        scratch.close();
        scratch.close();

        assertThat(scratch.path()).doesNotExist();
        assertThat(other.resolve("file")).hasContent("keep me");
    }
}
