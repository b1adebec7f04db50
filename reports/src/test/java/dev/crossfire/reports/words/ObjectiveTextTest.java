package dev.crossfire.reports.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.model.Outcome;
import dev.crossfire.model.Verdict.Measured;
import dev.crossfire.model.Verdict.ObjectiveVerdict;
import org.junit.jupiter.api.Test;

class ObjectiveTextTest {
    @Test
    void anAssertionOfGatlingsIsShownWithTheFigureThatItWants() {
        String text = "Every request: 95th percentile of response time is less than 1500.0";
        ObjectiveVerdict assertion = new ObjectiveVerdict(
                "assertion-1",
                "gatling-assertion",
                null,
                null,
                null,
                text,
                new Measured(1612, null, null, "ms"),
                Outcome.FAIL,
                "why");
        assertThat(ObjectiveText.target(assertion)).isEqualTo(text);
        assertThat(ObjectiveText.measured(assertion)).isEqualTo("1,612 ms");
    }
}
