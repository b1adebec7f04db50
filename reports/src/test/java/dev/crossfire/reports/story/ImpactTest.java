package dev.crossfire.reports.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.reports.story.Impact.TimeSpan;
import dev.crossfire.reports.story.Impact.UserSpan;
import dev.crossfire.testkit.SampleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImpactTest {
    private static final String RECOVERED = "\"state\" : \"recovered\"";

    @TempDir
    Path directory;

    @Test
    void aFaultThatLastsLongerThanItsImpactIsInEffectWithoutImpactAfterwards() throws IOException {
        assertThat(impacts(SampleRun.PASS, "", "")).singleElement().satisfies(impact -> {
            assertThat(impact.users())
                    .containsExactly(new UserSpan("buyers", new TimeSpan(30.02 + 0.01, 30.02 + 3.42), true));
            assertThat(impact.withoutImpact()).containsExactly(new TimeSpan(30.02 + 3.42, 41.7));
            assertThat(impact.cleared()).isTrue();
        });
    }

    @Test
    void whereUsersOutlastTheFaultNoTimeIsWithoutImpact() throws IOException {
        assertThat(impacts(SampleRun.FAIL, "", "")).singleElement().satisfies(impact -> {
            assertThat(impact.users().get(0).span().to()).isGreaterThan(impact.to());
            assertThat(impact.withoutImpact()).isEmpty();
        });
    }

    @Test
    void withoutUserImpactTheFaultIsWithoutImpactAllTheTime() throws IOException {
        assertThat(impacts(SampleRun.PASS, RECOVERED, "\"state\" : \"no-impact\""))
                .singleElement()
                .satisfies(impact -> {
                    assertThat(impact.users()).isEmpty();
                    assertThat(impact.withoutImpact()).containsExactly(new TimeSpan(30.02, 41.7));
                });
    }

    @Test
    void anEndThatWasNotSeenIsTheEndOfLoad() throws IOException {
        assertThat(impacts(SampleRun.PASS, "\"seconds\" : 3.42", "\"seconds\" : null"))
                .singleElement()
                .satisfies(impact -> assertThat(impact.users())
                        .containsExactly(new UserSpan("buyers", new TimeSpan(30.02 + 0.01, 90.05), false)));
    }

    @Test
    void aCohortThatWasUnhealthyBeforeIsNoEvidenceOfNoImpact() throws IOException {
        String verdict = "\"state\" : \"unhealthy-before\"";
        assertThat(impacts(SampleRun.PASS, "\"state\" : \"(recovered|no-impact)\"", verdict))
                .singleElement()
                .satisfies(impact -> {
                    assertThat(impact.users()).isEmpty();
                    assertThat(impact.withoutImpact()).isEmpty();
                });
    }

    /** Of a drill in whose verdict a pattern is replaced. */
    private List<Impact> impacts(SampleRun drill, String pattern, String by) throws IOException {
        RunDirectory run = drill.write(directory.resolve("run"));
        if (!pattern.isEmpty()) {
            String verdict = Files.readString(run.verdictFile());
            assertThat(verdict).containsPattern(pattern);
            Files.writeString(run.verdictFile(), verdict.replaceAll(pattern, by));
        }
        return Impact.of(RunStory.withoutRequests(run));
    }
}
