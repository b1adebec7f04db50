package dev.crossfire.series.story;

import static dev.crossfire.series.story.Scenarios.TWO_REPLICAS_DIE;
import static dev.crossfire.series.story.Scenarios.load;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crossfire.series.story.Story.Told;
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
        Told told = story.run("assertion", load("assert: true, seconds: 30") + WITHOUT_FAULTS);
        assertThat(told.exitCode()).as(told.printed()).isEqualTo(1);
        assertThat(told.outcome("assertion-1")).isEqualTo("fail");
        assertThat(told.outcome("errors")).isEqualTo("pass");
    }

    @Test
    void whatAfterDoesIsANote() throws Exception {
        for (String does : List.of("throws", "exits")) {
            Told told = story.run("after-" + does, load("after: " + does + ", seconds: 30") + WITHOUT_FAULTS);
            assertThat(told.exitCode()).as(told.printed()).isIn(0, 3);
            assertThat(told.objective("errors").path("measured").isMissingNode())
                    .isFalse();
            assertThat(told.verdict().path("notes").toString()).contains("after()");
        }
    }

    @Test
    void aLoadThatIsCutIsReported() throws Exception {
        Told told = story.run("cut", load("seconds: 300") + WITHOUT_FAULTS);
        assertThat(told.verdict().path("notes").toString()).as(told.printed()).contains("cut");
    }

    @Test
    void aSpikeThatDidNotComeIsNamed() throws Exception {
        Told told = story.run("flat", spiking("visitors", "amount: 50") + TWO_REPLICAS_DIE + SERVED);
        inconclusive(told, "spike-missing");
        assertThat(told.outcome("rto")).isEqualTo("inconclusive");
    }

    @Test
    void aCohortThatNeverAppearedIsNamedWithThoseThatDid() throws Exception {
        Told told = story.run("renamed", spiking("visitors", "scenario: readers") + TWO_REPLICAS_DIE + SERVED);
        assertThat(told.exitCode()).as(told.printed()).isEqualTo(2);
        assertThat(told.printed()).contains("visitors", "readers");
    }

    @Test
    void aLoadThatEndsBeforeTheFaultIsReportedAsThat() throws Exception {
        Told told = story.run("short", load("seconds: 8") + TWO_REPLICAS_DIE + SERVED);
        assertThat(told.exitCode()).as(told.printed()).isEqualTo(3);
        assertThat(told.printed()).contains("the load had ended").doesNotContain("steady state");
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
            Told silent = story.run("elsewhere", elsewhere + TWO_REPLICAS_DIE + SERVED);
            assertThat(silent.printed()).contains("no measurable impact");
            assertThat(silent.verdict().path("faults").path(0).path("impact").asBoolean(true))
                    .isFalse();
            Told expecting = story.run(
                    "elsewhere-impact-expected",
                    elsewhere + TWO_REPLICAS_DIE.replace("grace: 0s", "grace: 0s, expect: impact") + SERVED);
            inconclusive(expecting, "the load may not reach what was broken");
        } finally {
            story.crossfire(Map.of(), List.of("lab", "down", other.path("pid").asText()));
        }
    }

    private static String spiking(String cohort, String parameters) {
        return load(parameters)
                .replace(
                        "well:",
                        "  cohorts: { " + cohort
                                + ": { rate: 20/s, spikes: [ { at: 10s, to: 100/s, hold: 8s } ] } }\nwell:");
    }

    private static void inconclusive(Told told, String why) {
        assertThat(told.exitCode()).as(told.printed()).isEqualTo(3);
        assertThat(told.verdict().toString()).contains(why);
    }
}
