package dev.crossfire.reports.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.testkit.HostileText;
import dev.crossfire.testkit.SampleRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TerminalVerdictTest {
    private static final TerminalStyle UNICODE = new TerminalStyle(false, true);

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(value = SampleRun.class, mode = EnumSource.Mode.EXCLUDE, names = "MILLION")
    void itFitsOneScreenOf80ColumnsAndContainsNoControls(SampleRun drill) throws IOException {
        String screen = screen(drill, UNICODE);
        assertThat(screen.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
        assertThat(screen.replace("\n", "")).doesNotContainPattern("\\p{Cntrl}").doesNotContain(HostileText.SECRET);
        if (drill != SampleRun.HOSTILE) {
            assertThat(screen.lines().count()).isLessThanOrEqualTo(28);
        }
    }

    @ParameterizedTest
    @EnumSource(value = SampleRun.class, mode = EnumSource.Mode.EXCLUDE, names = "MILLION")
    void withoutUnicodeItIsAscii(SampleRun drill) throws IOException {
        String screen = screen(drill, TerminalStyle.PLAIN);
        assertThat(StandardCharsets.US_ASCII.newEncoder().canEncode(screen)).isTrue();
    }

    @Test
    void aPassIsShort() throws IOException {
        String screen = screen(SampleRun.PASS, UNICODE);
        assertThat(screen.lines())
                .startsWith(
                        "  PASS  ticket-open-database-failover",
                        "        lab · seed 1 · 4 of 4 objectives · 1 m 48 s",
                        "",
                        "  Database failover of ticketing-db at 400 buyers/s: buyers recovered in 3.42 s,",
                        "  1,197 requests failed, all 4 objectives met.",
                        "",
                        "  ✓ buyers-recover      buyers recovered after 3.42 s (3.40–3.44 s)       ≤ 10 s");
        assertThat(screen)
                .contains(
                        "writer-lost   injected 30.00 s · effective 30.02 s · confirmed 33.18 s ·\n    cleared 41.70 s ✓\n")
                .endsWith("  Full report: runs/1/report.html\n");
    }

    @Test
    void aFailureShowsByHowMuchAndTheFirstError() throws IOException {
        assertThat(screen(SampleRun.FAIL, UNICODE).replaceAll("\\s+", " "))
                .contains("✗ buyers-recover")
                .contains("4.38–4.44 s too much: buyers were unhealthy")
                .contains("first error, at 30.0")
                .contains("reserve: ");
    }

    @Test
    void anObjectiveAboutTheTimeBeforeAFaultIsExplainedByAnErrorOfThatTime() throws IOException {
        RunDirectory run = SampleRun.FAIL.write(directory.resolve("run"));
        String verdict = Files.readString(run.verdictFile());
        String of = "\"fault\" : \"writer-lost\",\n      \"phase\" : null";
        assertThat(verdict).contains(of);
        Files.writeString(run.verdictFile(), verdict.replace(of, of.replace("null", "\"before writer-lost\"")));
        assertThat(TerminalVerdict.of(run, UNICODE, "runs/1/report.html"))
                .contains("✗ buyers-recover")
                .containsPattern("first error, at -?[12]?[0-9]\\.");
    }

    @Test
    void noRequestExplainsWhatIsNotAboutACohort() throws IOException {
        RunDirectory run = SampleRun.FAIL.write(directory.resolve("run"));
        String verdict = Files.readString(run.verdictFile());
        String about = "\"cohort\" : \"buyers\",\n      \"fault\"";
        assertThat(verdict).contains(about);
        Files.writeString(run.verdictFile(), verdict.replace(about, "\"cohort\" : null,\n      \"fault\""));
        assertThat(TerminalVerdict.of(run, UNICODE, "runs/1/report.html"))
                .contains("✗ buyers-recover")
                .doesNotContain("seen first");
    }

    @Test
    void anInconclusiveRunShowsWhatWasMissingAndWhatToChange() throws IOException {
        assertThat(screen(SampleRun.SKIPPED, UNICODE).replaceAll("\\s+", " "))
                .contains("? buyers-recover")
                .contains("not judged: the fault was not injected")
                .contains("Make the system healthy under this load first");
    }

    @Test
    void aReasonThatSeveralObjectivesShareIsPrintedOnce() throws IOException {
        RunDirectory run = SampleRun.EMPTY.write(directory.resolve("run"));
        String verdict = Files.readString(run.verdictFile());
        Files.writeString(
                run.verdictFile(), verdict.replaceAll("\"why\" : \"[^\"]*\"", "\"why\" : \"nothing was sent\""));
        assertThat(TerminalVerdict.of(run, UNICODE, "runs/1/report.html").lines())
                .filteredOn(line -> line.contains("nothing was sent"))
                .containsExactly("      all 4 not judged: nothing was sent");
    }

    @Test
    void aFaultThatLeftNoProofIsNotTickedOff() throws IOException {
        RunDirectory run = SampleRun.PASS.write(directory.resolve("run"));
        String verdict = Files.readString(run.verdictFile());
        assertThat(verdict).contains("\"wasConfirmed\" : true");
        Files.writeString(run.verdictFile(), verdict.replace("\"wasConfirmed\" : true", "\"wasConfirmed\" : false"));
        assertThat(TerminalVerdict.of(run, UNICODE, "runs/1/report.html").replaceAll("\\s+", " "))
                .contains("cleared 41.70 s not confirmed");
    }

    @Test
    void colourIsAddedOnlyOnRequestAndChangesNoText() throws IOException {
        String plain = screen(SampleRun.PASS, UNICODE);
        String coloured = TerminalVerdict.of(
                SampleRun.PASS.write(directory.resolve("other")), new TerminalStyle(true, true), "runs/1/report.html");
        assertThat(coloured).isNotEqualTo(plain);
        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain);
    }

    @Test
    void theCurvesShowWhereTheErrorsWere() throws IOException {
        String errors = screen(SampleRun.PASS, UNICODE)
                .lines()
                .filter(line -> line.contains("errors ▁"))
                .findFirst()
                .orElseThrow()
                .replaceAll(".*errors ", "");
        // The outage lies at 30 to 33.4 of 90 s, and so a third into the curve.
        assertThat(errors.substring(0, 6)).isEqualTo("▁▁▁▁▁▁");
        assertThat(errors.charAt(7)).isGreaterThan('▂');
        assertThat(errors.substring(10)).containsOnlyOnce("▁".repeat(errors.length() - 10));
    }

    private String screen(SampleRun drill, TerminalStyle style) throws IOException {
        return TerminalVerdict.of(drill.write(directory.resolve("run")), style, "runs/1/report.html");
    }
}
