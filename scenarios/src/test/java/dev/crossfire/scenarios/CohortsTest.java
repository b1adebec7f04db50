package dev.crossfire.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.model.load.CohortSelection;
import dev.crossfire.scenarios.ScenarioReader.ScenarioReading;
import dev.crossfire.scenarios.yaml.SourceFile;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which users of a shipped simulation arrive, and which must therefore be healthy. */
class CohortsTest {
    private static final String SALE = """
        crossfire: v1
        name: sale
        load:
          simulation: TicketOpen
          duration: 60s
          cohorts: { %s: { rate: 20/s } }
        objectives:
          - id: few-errors
            error-ratio: { cohort: %s, at-most: 5%% }
        """;

    private static ScenarioReading read(String arriving, String judged) {
        SourceFile source = SourceFile.of("sale.yaml", SALE.formatted(arriving, judged));
        return TestKinds.reader().read(source, null, List.of());
    }

    @Test
    void aLeftOutCohortNeedNotBeHealthy() {
        ScenarioReading reading = read("buyers", "buyers");
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.scenario().orElseThrow().healthy()).containsOnlyKeys("buyers");
    }

    @Test
    void aLeftOutCohortCannotBeJudged() {
        assertThat(read("buyers", "browsers").problems())
                .singleElement()
                .asString()
                .contains("sale.yaml:9", "browsers");
    }

    @Test
    void aSlipInTheNameIsOneProblemNotTwo() {
        assertThat(read("buyer", "buyers").problems())
                .singleElement()
                .asString()
                .contains("sale.yaml:6", "buyers");
    }

    @Test
    void aCohortMaySelectRequests() {
        ScenarioReading reading = selecting("checkout: { request: pay, group: cart }, all: { scenario: visitors }");
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.scenario().orElseThrow().load().cohorts()).isEmpty();
        assertThat(reading.scenario().orElseThrow().load().selections())
                .containsEntry("checkout", new CohortSelection(null, "cart", "pay"))
                .containsEntry("all", new CohortSelection("visitors", null, null));
        assertThat(reading.origins()).containsKey("/load/cohorts/checkout/request");
    }

    @Test
    void aCohortThatIsTheScenarioOfItsNameSelectsNothing() {
        ScenarioReading reading = selecting("checkout: { scenario: checkout }");
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.scenario().orElseThrow().load().selections()).isEmpty();
    }

    /** A user's own simulation, in which {@code checkout} and {@code visitors} are judged. */
    private static ScenarioReading selecting(String cohorts) {
        SourceFile source = SourceFile.of("own.yaml", """
            crossfire: v1
            name: own
            load:
              simulation: org.example.Sale
              duration: 60s
              cohorts: { %s }
            healthy:
              checkout: { within: 1s, success: 99%%, stable-for: 5s }
              visitors: { within: 1s, success: 99%%, stable-for: 5s }
            abort-when:
              - error-ratio: { cohort: checkout, over: 50%%, for: 5s }
            objectives:
              - id: few-errors
                error-ratio: { cohort: checkout, at-most: 5%% }
              - id: scenario-too
                error-ratio: { cohort: visitors, at-most: 5%% }
            """.formatted(cohorts));
        return TestKinds.reader().read(source, null, List.of());
    }
}
