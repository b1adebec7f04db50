package dev.crossfire.reports.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.model.objective.ObjectiveSettings.ObjectiveSubject;
import dev.crossfire.model.objective.ObjectiveTarget;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.model.verdict.MeasuredFigure;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.reports.words.ObjectiveText.MissedBy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MissedByTest {
    private static final ObjectiveTarget TEN_SECONDS =
            ObjectiveTarget.atMost(Duration.ofSeconds(10)).judgedByUpperBound();

    @Test
    void aBracketExceedsItsTargetByABracket() {
        assertThat(missed(TEN_SECONDS, 14.38, 14.41, 14.44, "s")).isEqualTo("4.38–4.44 s too much");
        assertThat(missed(TEN_SECONDS, 9.98, 10.01, 10.04, "s")).isEqualTo("up to 0.040 s too much");
        assertThat(missed(TEN_SECONDS, 44.9, 44.9, null, "s")).isEqualTo("at least 34.90 s too much");
        assertThat(missed(TEN_SECONDS, null, 14.41, null, "s")).isEqualTo("4.41 s too much");
    }

    @Test
    void aFigureExceedsItsTargetInItsOwnUnit() {
        assertThat(missed(ObjectiveTarget.atMost(new Ratio(0.05)), null, 0.179, 0.182, "ratio"))
                .isEqualTo("12.9 points too much");
        assertThat(missed(ObjectiveTarget.atMost(95, Duration.ofMillis(300)), null, 412, null, "ms"))
                .isEqualTo("112 ms too much");
        assertThat(missed(ObjectiveTarget.atLeast(new Ratio(0.99)), null, 0.95, null, "ratio"))
                .isEqualTo("4 points too little");
        assertThat(missed(ObjectiveTarget.atMost(0, "writes"), null, 1, null, "writes"))
                .isEqualTo("1 write too much");
        assertThat(missed(ObjectiveTarget.atMost(1.1, "times"), null, 3.3, null, "times"))
                .isEqualTo("2.2 times too much");
    }

    @Test
    void theTargetIsNotRoundedBeforeTheDistanceIsTaken() {
        assertThat(missed(ObjectiveTarget.atLeast(new Ratio(0.9995)), null, 0.9985, null, "ratio"))
                .isEqualTo("0.1 points too little");
        assertThat(missed(ObjectiveTarget.atMost(Duration.ofMillis(100_500)), null, 100.9, null, "s"))
                .isEqualTo("0.40 s too much");
    }

    @Test
    void whatMeetsItsTargetOrHasNoFigureMissesByNothing() {
        assertThat(missed(TEN_SECONDS, 3.40, 3.42, 3.44, "s")).isEqualTo("-");
        assertThat(missed(ObjectiveTarget.of("no figure"), 3.40, 3.42, 3.44, "s"))
                .isEqualTo("-");
    }

    private static String missed(
            ObjectiveTarget target, @Nullable Double low, double value, @Nullable Double high, String unit) {
        return MissedBy.of(new ObjectiveVerdict(
                        "o",
                        "k",
                        ObjectiveSubject.FIGURE,
                        null,
                        null,
                        null,
                        target,
                        new MeasuredFigure(value, low, high, unit),
                        Outcome.FAIL,
                        "why"))
                .orElse("-");
    }
}
