package dev.crossfire.reports.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.testkit.HostileText;
import dev.crossfire.testkit.SampleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstSentenceTest {
    private static final String BEGIN = "Database failover of ticketing-db at 400 buyers/s: ";

    @TempDir
    Path directory;

    @Test
    void itStatesWhatBrokeWhatUsersNoticedAndWhetherTheTargetsWereMet() throws IOException {
        assertThat(of(SampleRun.PASS))
                .isEqualTo(BEGIN + "buyers recovered in 3.42 s, 1,197 requests failed, all 4 objectives met.");
        assertThat(of(SampleRun.FAIL))
                .isEqualTo(BEGIN + "buyers recovered in 14.41 s, 1,197 requests failed, 2 of 4 objectives missed.");
    }

    @Test
    void itStatesThatAFaultWasNotStarted() throws IOException {
        assertThat(of(SampleRun.SKIPPED))
                .contains(": the fault was not injected, ", "3 of 4 objectives could not be judged.");
        assertThat(of(SampleRun.EMPTY)).endsWith("no request was sent, 4 of 4 objectives could not be judged.");
    }

    @Test
    void itStatesThatAFaultMayStillBeInEffect() throws IOException {
        assertThat(of(SampleRun.CRASHED)).endsWith("a fault is not verified to be cleared.");
    }

    @Test
    void aCohortThatDidNotRecoverGoesBeforeTheJudgedOne() throws IOException {
        assertThat(of(SampleRun.PASS, "\"state\" : \"no-impact\"", "\"state\" : \"metastable\""))
                .startsWith(
                        "Database failover of ticketing-db at 120 browsers/s: browsers did not recover after the fault"
                                + " was cleared, ");
    }

    @Test
    void noImpactIsStatedAsThat() throws IOException {
        assertThat(of(SampleRun.PASS, "\"state\" : \"recovered\"", "\"state\" : \"no-impact\""))
                .startsWith(BEGIN + "users stayed healthy, 1,197 requests failed, ");
    }

    @Test
    void lostWritesAreNotLeftOut() throws IOException {
        assertThat(of(SampleRun.PASS, "\"lost\" : 0", "\"lost\" : 3")).contains(", 3 acknowledged writes lost, ");
    }

    @Test
    void severalFaultsAreNamed() throws IOException {
        assertThat(of(SampleRun.HOUR))
                .startsWith("3 faults (writer-lost, writer-lost-2, writer-lost-3) at 20 buyers/s: ");
    }

    @Test
    void secretsAreNotPrinted() throws IOException {
        assertThat(of(SampleRun.HOSTILE)).doesNotContain(HostileText.SECRET);
    }

    private String of(SampleRun drill) throws IOException {
        return of(drill, "", "");
    }

    private String of(SampleRun drill, String found, String by) throws IOException {
        RunDirectory run = drill.write(directory.resolve(drill + "-" + by.length()));
        String verdict = Files.readString(run.verdictFile());
        assertThat(verdict).contains(found);
        Files.writeString(run.verdictFile(), verdict.replace(found, by));
        return FirstSentence.of(run.plan(), run.verdict());
    }
}
