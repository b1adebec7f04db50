package dev.crossfire.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Who of a shipped simulation arrives, and who must therefore be well. */
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
                error-ratio: { of: %s, at-most: 5%% }
            """;

    private static Reading read(String arriving, String judged) {
        Source source = Source.of("sale.yaml", SALE.formatted(arriving, judged));
        return TestKinds.reader().read(source, null, List.of());
    }

    @Test
    void whoIsLeftOutNeedNotBeWell() {
        Reading reading = read("buyers", "buyers");
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.scenario().orElseThrow().well()).containsOnlyKeys("buyers");
    }

    @Test
    void whoIsLeftOutCannotBeJudged() {
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
}
