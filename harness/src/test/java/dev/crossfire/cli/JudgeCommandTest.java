package dev.crossfire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.spi.Kinds;
import dev.crossfire.testkit.SampleRun;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgeCommandTest {
    @TempDir
    Path directory;

    @Test
    void aRunWithoutItsPlanKeepsNoVerdict() throws Exception {
        RunDirectory run = SampleRun.PASS.write(directory.resolve("run"));
        assertThat(run.verdictFile()).exists();
        Files.delete(run.planFile());
        CapturedCommand judged =
                CapturedCommand.run(Kinds.load(), "judge", run.path().toString());
        assertThat(judged.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(judged.output()).contains("has no plan.json");
        assertThat(run.verdictFile()).doesNotExist();
    }

    @Test
    void aFolderThatIsNoRunIsLeftAsItIs() throws Exception {
        Path other = Files.writeString(directory.resolve("verdict.json"), "not ours");
        assertThat(CapturedCommand.run(Kinds.load(), "judge", directory.toString())
                        .exitCode())
                .isEqualTo(ExitCode.USAGE);
        assertThat(other).hasContent("not ours");
    }
}
