package dev.crossfire.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.fake.FakeRun;
import dev.crossfire.fake.RecordedRun;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever keeps a run from being judged again, its folder does not show the earlier verdict any more. */
class RunJudgingTest {
    private static final Kinds KINDS = new Kinds(List.of(), List.of(), List.of());
    private static final List<String> RESULTS = List.of("verdict.json", "report.html", "summary.md", "junit.xml");

    @TempDir
    Path directory;

    private final RunJudging judging = new RunJudging(KINDS);
    private RunDirectory run;

    @BeforeEach
    void judgeOnce() throws IOException {
        run = RecordedRun.write(directory.resolve("run"), FakeRun.plan(), KINDS);
        judging.judge(run);
        assertThat(results()).containsExactlyElementsOf(RESULTS);
    }

    @Test
    void aDamagedJournalLeavesNoVerdict() throws IOException {
        byte[] journal = Files.readAllBytes(run.journalFile());
        journal[10] ^= 1;
        Files.write(run.journalFile(), journal);
        assertThatThrownBy(() -> judging.judge(run)).isInstanceOf(IOException.class);
        assertThat(results()).isEmpty();
    }

    @Test
    void aMissingPlanLeavesNoVerdict() throws IOException {
        Files.delete(run.planFile());
        assertThatThrownBy(() -> judging.judge(run)).isInstanceOf(IOException.class);
        assertThat(results()).isEmpty();
    }

    /** As on a full disk, or where another user owns the file. */
    @Test
    void aReportThatCannotBeWrittenLeavesNoOldOne() throws IOException {
        Files.createDirectories(run.file("report.html.part").resolve("in the way"));
        assertThatThrownBy(() -> judging.judge(run)).isInstanceOf(IOException.class);
        assertThat(results()).doesNotContain("report.html", "summary.md");
    }

    @Test
    void aVerdictThatCannotBeRemovedIsReported() throws IOException {
        Files.delete(run.verdictFile());
        Files.createDirectories(run.verdictFile().resolve("in the way"));
        assertThatThrownBy(() -> judging.judge(run))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("verdict.json cannot be removed, so it still holds an earlier verdict");
    }

    private List<String> results() {
        return RESULTS.stream()
                .filter(name -> Files.isRegularFile(run.file(name)))
                .toList();
    }
}
