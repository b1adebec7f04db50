package dev.crossfire.series.story;

import static dev.crossfire.series.story.Scenarios.TWO_REPLICAS_DIE;
import static dev.crossfire.series.story.Scenarios.load;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crossfire.series.story.Story.Result;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The simulation's description, what it sent, and whether that reached what was broken. */
class LoadStories {
    private static final String SERVED = """
            objectives:
              - { id: rto, recovery-time: { cohort: visitors, fault: killed, at-most: 10s } }
              - { id: errors, error-ratio: { cohort: visitors, at-most: 20% } }
            """;
    private static final String WITHOUT_FAULTS =
            "objectives: [ { id: errors, error-ratio: { cohort: visitors, at-most: 20% } } ]\n";

    @TempDir
    Path folder;

    private Story story;

    @BeforeEach
    void compile() throws Exception {
        story = new Story(folder);
    }

    @Test
    void whatFailsUnderGatlingFailsHere() throws Exception {
        Result result = story.run("assertion", load("assert: true, seconds: 30") + WITHOUT_FAULTS);
        assertThat(result.exitCode()).as(result.printed()).isEqualTo(1);
        assertThat(result.outcome("assertion-1")).isEqualTo("fail");
        assertThat(result.outcome("errors")).isEqualTo("pass");
    }

    @Test
    void whatAfterDoesIsANote() throws Exception {
        for (String does : List.of("throws", "exits")) {
            Result result = story.run("after-" + does, load("after: " + does + ", seconds: 30") + WITHOUT_FAULTS);
            assertThat(result.exitCode()).as(result.printed()).isIn(0, 3);
            assertThat(result.objective("errors").path("measured").isMissingNode())
                    .isFalse();
            assertThat(result.verdict().path("notes").toString()).contains("after()");
        }
    }

    @Test
    void aLoadThatIsCutIsReported() throws Exception {
        Result result = story.run("cut", load("seconds: 300") + WITHOUT_FAULTS);
        assertThat(result.verdict().path("notes").toString())
                .as(result.printed())
                .contains("cut");
    }

    @Test
    void aSpikeThatDidNotComeIsNamed() throws Exception {
        Result result = story.run("flat", spiking("visitors", "amount: 50") + TWO_REPLICAS_DIE + SERVED);
        inconclusive(result, "spike-missing");
        assertThat(result.outcome("rto")).isEqualTo("inconclusive");
    }

    @Test
    void aCohortThatNeverAppearedIsNamedWithThoseThatDid() throws Exception {
        Result result = story.run("renamed", spiking("visitors", "scenario: readers") + TWO_REPLICAS_DIE + SERVED);
        assertThat(result.exitCode()).as(result.printed()).isEqualTo(2);
        assertThat(result.printed()).contains("visitors", "readers");
    }

    @Test
    void aLoadThatEndsBeforeTheFaultIsReportedAsThat() throws Exception {
        Result result = story.run("short", load("seconds: 8") + TWO_REPLICAS_DIE + SERVED);
        assertThat(result.exitCode()).as(result.printed()).isEqualTo(3);
        assertThat(result.printed()).contains("the load had ended").doesNotContain("steady state");
    }

    @Test
    void aFaultThatTheLoadDoesNotReachIsNoPass() throws Exception {
        String printed =
                story.crossfire(Map.of(), List.of("lab", "up", "--json")).printed();
        JsonNode other = new ObjectMapper()
                .readTree(printed.lines().toList().get((int) printed.lines().count() - 1));
        String elsewhere =
                load("amount: 50, shop.url: \"" + other.path("baseUrl").asText() + "\"");
        try {
            Result silent = story.run("elsewhere", elsewhere + TWO_REPLICAS_DIE + SERVED);
            assertThat(silent.printed()).contains("no measurable impact");
            assertThat(silent.verdict().path("faults").path(0).path("impact").asBoolean(true))
                    .isFalse();
            Result expecting = story.run(
                    "elsewhere-impact-expected",
                    elsewhere + TWO_REPLICAS_DIE.replace("grace: 0s", "grace: 0s, expect: impact") + SERVED);
            inconclusive(expecting, "the load may not reach what was broken");
        } finally {
            story.crossfire(Map.of(), List.of("lab", "down", other.path("pid").asText()));
        }
    }

    private static String spiking(String cohort, String parameters) {
        String load = load(parameters);
        assertThat(load).as("where the cohorts go").contains("healthy:");
        String spikes = ": { rate: 20/s, spikes: [ { at: 10s, to: 100/s, hold: 8s } ] } }\n";
        return load.replace("healthy:", "  cohorts: { " + cohort + spikes + "healthy:");
    }

    private static void inconclusive(Result result, String why) {
        assertThat(result.exitCode()).as(result.printed()).isEqualTo(3);
        assertThat(result.verdict().toString()).contains(why);
    }
}
