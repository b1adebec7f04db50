package dev.crossfire.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.testkit.HostileText;
import dev.crossfire.testkit.SampleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryFormatTest {
    @TempDir
    Path directory;

    @Test
    void itShowsWhatFailedAndByHowMuch() throws IOException {
        assertThat(summary(SampleRun.FAIL))
                .startsWith("### ✗ FAIL: ticket-open-database-failover\n")
                .contains(
                        "| ✗ fail | few-errors | 17.9 % errors of buyers, whole run | ≤ 5 % | 12.9 points too much: 4,410")
                .contains("| writer-lost | buyers | recovered | 14.41 s | 14.39–14.43 s | 1,424 |");
    }

    @Test
    void failuresComeFirstAndPassesAreFolded() throws IOException {
        String summary = summary(SampleRun.FAIL);
        assertThat(summary)
                .containsSubsequence(
                        "**Database failover of ticketing-db at 400 buyers/s: buyers recovered in 14.41 s,",
                        "2 of 4 objectives missed.**",
                        "| ✗ fail | buyers-recover |",
                        "| ✗ fail | few-errors |",
                        "<details><summary>2 objectives passed</summary>\n\n|",
                        "| ✓ pass | few-errors-before |",
                        "\n\n</details>\n",
                        "| writer-lost | buyers | recovered |",
                        "<details><summary>Stayed healthy (1 row)</summary>",
                        "| writer-lost | browsers | stayed healthy |",
                        "[report.html](report.html)");
    }

    @Test
    void foreignTextsStayTexts() throws IOException {
        String whole = summary(SampleRun.HOSTILE);
        assertThat(whole).doesNotContain(HostileText.SECRET, "\u202e");
        // In a block of code nothing has a meaning but its own end; ours are the folds and the link.
        String summary = whole.replaceAll("(?s)```sh\n[^`]*\n```\n$", "")
                .replaceAll("</?(?:details|summary)>", "")
                .replace("![Timeline of the run](timeline.svg)", "")
                .replace("[report.html](report.html)", "");
        assertThat(summary).hasSizeLessThan(whole.length());
        assertThat(summary)
                .doesNotContain("<", "://")
                .doesNotContainPattern("(?<!\\\\)\\]\\(")
                .doesNotContain("@");
        long bars = summary.lines()
                .filter(line -> line.startsWith("|") && line.contains("writer-lost") && line.contains("recovered"))
                .findFirst()
                .orElseThrow()
                .chars()
                .filter(letter -> letter == '|')
                .count();
        assertThat(bars).isEqualTo(7);
    }

    @Test
    void itShowsWhatTheRunBelongsToAndHowToRepeatIt() throws IOException {
        assertThat(summary(SampleRun.PASS))
                .contains("\nLabels: commit 4f2a91c0.\n")
                .endsWith("```sh\n./crossfire run ticket-open-database-failover --env lab --seed 1\n```\n");
    }

    @Test
    void itShowsWhatToChangeWhenNothingCouldBeJudged() throws IOException {
        assertThat(summary(SampleRun.EMPTY)).contains("INCONCLUSIVE").contains("- No request was sent: check that");
    }

    private String summary(SampleRun drill) throws IOException {
        RunDirectory run = drill.write(directory.resolve("run"));
        new SummaryFormat().write(run);
        return Files.readString(run.file("summary.md"));
    }
}
