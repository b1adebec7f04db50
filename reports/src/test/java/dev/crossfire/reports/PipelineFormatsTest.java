package dev.crossfire.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.Json;
import dev.crossfire.evidence.RepeatDirectory;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.spi.Format;
import dev.crossfire.testkit.HostileText;
import dev.crossfire.testkit.SampleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineFormatsTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(value = SampleRun.class, mode = EnumSource.Mode.EXCLUDE, names = "MILLION")
    void githubsCommandsAreOneALine(SampleRun drill) throws IOException {
        String text = written(new GitHubFormat(), drill);
        assertThat(text.lines())
                .isNotEmpty()
                .allMatch(line -> line.matches("::(error|warning|notice) [a-z]+=[^:]*::.+"))
                .noneMatch(line -> line.contains("::error") && drill == SampleRun.PASS);
        assertThat(text).doesNotContain(HostileText.SECRET, "\u202e", "\r");
    }

    @Test
    void githubShowsWhatFailedOnTheScenariosLine() throws IOException {
        assertThat(written(new GitHubFormat(), SampleRun.FAIL))
                .contains("::error file=ticket-open-database-failover.yaml,line=")
                .contains(
                        "title=✗ FAIL%3A ticket-open-database-failover%2C buyers-recover::buyers recovered after 14.41 s");
        assertThat(written(new GitHubFormat(), SampleRun.SKIPPED))
                .contains("::warning file=")
                .doesNotContain("::error");
    }

    @Test
    void everyOutcomeHasItsOwnMarkAndSeverity() throws IOException {
        assertThat(written(new GitLabFormat(), SampleRun.PASS)).isEqualToIgnoringWhitespace("[]");
        Map<SampleRun, String> severities = Map.of(
                SampleRun.FAIL, "\"severity\" : \"major\"",
                SampleRun.SKIPPED, "\"severity\" : \"minor\"",
                SampleRun.CRASHED, "\"severity\" : \"blocker\"");
        for (Map.Entry<SampleRun, String> entry : severities.entrySet()) {
            assertThat(written(new GitLabFormat(), entry.getKey()))
                    .as(entry.getKey().name())
                    .contains(entry.getValue());
        }
        assertThat(written(new TapFormat(), SampleRun.CRASHED)).contains("not ok 1 - ⚠ DIRTY: ", "Bail out! ⚠ DIRTY\n");
        assertThat(written(new TapFormat(), SampleRun.SKIPPED)).contains("not ok 1 - ? INCONCLUSIVE: ");
        assertThat(written(new TapFormat(), SampleRun.PASS))
                .contains("\nok 1 - ✓ PASS: ")
                .doesNotContain("not ok");
    }

    @Test
    void gitlabKnowsAnIssueAgain() throws IOException {
        String one = written(new GitLabFormat(), SampleRun.FAIL);
        List<String> prints =
                one.lines().filter(line -> line.contains("fingerprint")).toList();
        assertThat(prints).hasSize(2).doesNotHaveDuplicates();
        assertThat(one).contains("\"path\" : \"ticket-open-database-failover.yaml\"", "\"begin\" : ");
    }

    /** It knows a file by its path from the repository's root, and by no other. */
    @ParameterizedTest
    @ValueSource(strings = {"./drills/sale.yaml", "drills/../drills/sale.yaml", "/home/ann/tickets/drills/sale.yaml"})
    void gitlabReadsThePathFromTheWorkingDirectory(String named) throws IOException {
        RunDirectory run = SampleRun.FAIL.write(directory.resolve("run"));
        String plan = Json.pretty(run.plan());
        assertThat(plan).contains("ticket-open-database-failover.yaml:10:3");
        Files.writeString(run.planFile(), plan.replace("ticket-open-database-failover.yaml:10:3", named + ":10:3"));
        new GitLabFormat().write(run);
        assertThat(Files.readString(run.file("gl-code-quality-report.json")))
                .contains("\"path\" : \"drills/sale.yaml\"");
    }

    @ParameterizedTest
    @EnumSource(value = SampleRun.class, mode = EnumSource.Mode.EXCLUDE, names = "MILLION")
    void tapHasAsManyPointsAsItPlans(SampleRun drill) throws IOException {
        String text = written(new TapFormat(), drill);
        long points =
                text.lines().filter(line -> line.matches("(not )?ok \\d+ - .+")).count();
        assertThat(text).startsWith("TAP version 14\n1.." + points + "\n");
        assertThat(text.lines().skip(2))
                .allMatch(line ->
                        line.matches("(not )?ok \\d+ - .*|  ---|  \\.\\.\\.|  [a-z]+: \".*\"|# .*|Bail out! .*"));
        assertThat(text).doesNotContain(HostileText.SECRET, "\u202e");
    }

    @Test
    void aPassOfDrillsHasNothingToSay() throws IOException {
        RepeatDirectory all = SampleRun.writeRepeat(directory, 3, 1, SampleRun.PASS, SampleRun.FAIL, SampleRun.PASS);
        new GitHubFormat().write(all);
        assertThat(Files.readString(all.file("github-annotations.txt"))).startsWith("::notice title=✓ PASS");
    }

    private String written(Format format, SampleRun drill) throws IOException {
        RunDirectory run = drill.write(directory.resolve(format.name() + drill));
        format.write(run);
        return Files.readString(run.file(format.fileName()));
    }
}
