package dev.crossfire.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.Frame;
import dev.crossfire.evidence.Frame.CohortFrame;
import dev.crossfire.model.AbortRule;
import dev.crossfire.model.Ratio;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AbortGateTest {
    private final AbortGate gate =
            new AbortGate(List.of(new AbortRule("buyers", new Ratio(0.5), Duration.ofSeconds(3))));
    private int second;

    private Optional<String> next(long sent, long done, long errors) {
        CohortFrame buyers = new CohortFrame(sent, done, done - errors, errors, null, null);
        return gate.add(new Frame(second++, Map.of("buyers", buyers)));
    }

    @Test
    void onlySecondsInARowCount() {
        assertThat(next(10, 10, 6)).isEmpty();
        assertThat(next(10, 10, 9)).isEmpty();
        assertThat(next(10, 10, 5)).as("half is not more than half").isEmpty();
        assertThat(next(10, 10, 6)).isEmpty();
        assertThat(next(10, 10, 6)).isEmpty();
        assertThat(next(10, 10, 8))
                .hasValue("abort-when: more than 50% of the answers to buyers were errors for 3s"
                        + " (80.0 % in the last second)");
    }

    @Test
    void whoGetsNoAnswersIsNotWell() {
        assertThat(next(10, 0, 0)).isEmpty();
        assertThat(next(10, 0, 0)).isEmpty();
        assertThat(next(10, 0, 0)).hasValueSatisfying(why -> assertThat(why).contains("(no answers at all in"));
    }

    @Test
    void aSecondWithoutRequestsSaysNothing() {
        assertThat(next(10, 10, 10)).isEmpty();
        assertThat(next(0, 0, 0)).isEmpty();
        assertThat(next(10, 10, 10)).isEmpty();
        assertThat(gate.add(new Frame(second++, Map.of()))).isEmpty();
        assertThat(next(10, 10, 10)).isPresent();
    }

    @Test
    void warmUpIsNotJudged() {
        second = -5;
        for (int i = 0; i < 5; i++) {
            assertThat(next(10, 10, 10)).isEmpty();
        }
    }
}
