package dev.crossfire.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.error.RunErrorException;
import dev.crossfire.fake.FakeRun;
import dev.crossfire.model.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskSpaceTest {
    private static final Scenario SCENARIO = FakeRun.plan().scenario();
    private static final long PLENTY = 1L << 40;

    @TempDir
    Path folder;

    @Test
    void aFullDiskIsReportedBeforeTheRunWithItsFolderAndWhatIsNeeded() {
        Path runs = folder.resolve("not/there/yet");
        assertThatThrownBy(() -> new DiskSpace(any -> 0).require(runs, folder, SCENARIO, 1, false))
                .isInstanceOf(RunErrorException.class)
                .hasMessageContaining("the disk of the run's folder " + runs + " is full: 0 MB are free")
                .hasMessageContaining("this run may need ")
                .hasMessageContaining("or use --out DIR");
    }

    @Test
    void aFullFolderForTemporaryFilesIsReportedToo() throws IOException {
        Path temporary = folder.resolve("tmp");
        Files.createDirectory(temporary);
        DiskSpace disks = new DiskSpace(of -> of.equals(temporary) ? 20_000_000 : PLENTY);
        assertThatCode(() -> disks.require(folder, temporary, SCENARIO, 1, false))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> disks.require(folder, temporary, SCENARIO, 1, true))
                .as("a lab needs more")
                .hasMessageContaining(
                        "the folder for temporary files " + temporary + " is nearly full: 20 MB are free");
    }

    @Test
    void repeatedDrillsNeedMore() {
        DiskSpace disks = new DiskSpace(any -> 3 * DiskSpace.evidence(SCENARIO));
        assertThatCode(() -> disks.require(folder, folder, SCENARIO, 3, false)).doesNotThrowAnyException();
        assertThatThrownBy(() -> disks.require(folder, folder, SCENARIO, 4, false))
                .isInstanceOf(RunErrorException.class);
    }

    @Test
    void aFileSystemThatDoesNotTellKeepsNobodyFromRunning() {
        List<Path> asked = new ArrayList<>();
        DiskSpace silent = new DiskSpace(of -> {
            asked.add(of);
            throw new IOException("not told");
        });
        assertThatCode(() -> silent.require(folder, folder, SCENARIO, 1, true)).doesNotThrowAnyException();
        assertThat(asked).containsExactly(folder, folder);
    }
}
