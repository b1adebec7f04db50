package dev.crossfire.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.error.BadInputException;
import dev.crossfire.error.RunErrorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    @TempDir
    Path directory;

    @Test
    void ofRunsThatClaimAFolderInOneMomentOneGetsIt() throws Exception {
        ExecutorService runs = Executors.newFixedThreadPool(2);
        try {
            for (int i = 0; i < 50; i++) {
                Path asked = Files.createDirectory(directory.resolve("run-" + i));
                CyclicBarrier together = new CyclicBarrier(2);
                Callable<Boolean> run = () -> {
                    together.await();
                    return gets(asked);
                };
                int got = 0;
                for (Future<Boolean> answer : runs.invokeAll(List.of(run, run))) {
                    got += answer.get() ? 1 : 0;
                }
                assertThat(got).isEqualTo(1);
            }
        } finally {
            runs.shutdownNow();
        }
    }

    @Test
    void aRunsFolderIsItsOwnersAlone() throws Exception {
        Path asked = Files.createDirectory(directory.resolve("asked"));
        Path made = RunFolder.make(asked, "sale", Instant.EPOCH);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(RunFolder.make(directory.resolve("new"), "sale", Instant.EPOCH))))
                .isEqualTo("rwx------");
    }

    @Test
    void aFileIsNoFolder() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        assertThatThrownBy(() -> RunFolder.make(file, "sale", Instant.EPOCH))
                .isInstanceOf(RunErrorException.class)
                .hasMessageContaining("cannot be written");
    }

    private static boolean gets(Path asked) throws RunErrorException {
        try {
            RunFolder.make(asked, "sale", Instant.EPOCH);
            return true;
        } catch (BadInputException taken) {
            return false;
        }
    }
}
