package dev.crossfire.reports.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.model.objective.ObjectiveSettings.ObjectiveSubject;
import dev.crossfire.model.objective.ObjectiveTarget;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.model.verdict.MeasuredFigure;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.Outcome;
import org.junit.jupiter.api.Test;

class ObjectiveTextTest {
    @Test
    void aGatlingAssertionIsShownWithItsTarget() {
        String text = "Every request: 95th percentile of response time is less than 1500.0";
        ObjectiveVerdict assertion = new ObjectiveVerdict(
                "assertion-1",
                "gatling-assertion",
                ObjectiveSubject.ASSERTION,
                null,
                null,
                null,
                ObjectiveTarget.of(text),
                new MeasuredFigure(1612, null, null, "ms"),
                Outcome.FAIL,
                "why");
        assertThat(ObjectiveText.target(assertion)).isEqualTo(text);
        assertThat(ObjectiveText.measured(assertion)).isEqualTo("1,612 ms");
    }

    @Test
    void whatIsTimeOfWaitingUsersIsNotCalledErrors() {
        ObjectiveVerdict ratio = new ObjectiveVerdict(
                "few-errors",
                "error-ratio",
                ObjectiveSubject.ERRORS,
                "visitors",
                null,
                null,
                ObjectiveTarget.atMost(new Ratio(0.01)),
                new MeasuredFigure(0.17, null, null, "ratio"),
                Outcome.FAIL,
                "why");
        assertThat(ObjectiveText.measured(ratio, true)).isEqualTo("17 % unhealthy user time of visitors");
        assertThat(ObjectiveText.measured(ratio, false)).isEqualTo("17 % errors of visitors");
    }

    @Test
    void oneIsNotInThePlural() {
        assertThat(MeasuredText.measured(new MeasuredFigure(1, null, null, "writes")))
                .isEqualTo("1 write");
        assertThat(MeasuredText.measured(new MeasuredFigure(2, null, null, "writes")))
                .isEqualTo("2 writes");
        assertThat(MeasuredText.measured(new MeasuredFigure(1, null, null, "ms")))
                .isEqualTo("1 ms");
    }
}
