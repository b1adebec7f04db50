package dev.crossfire.reports.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.model.objective.ObjectiveSettings.ObjectiveSubject;
import dev.crossfire.model.objective.ObjectiveTarget;
import dev.crossfire.model.verdict.MeasuredFigure;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasuredTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0; 0 %",
                "0.0002; 0.02 %",
                "0.019; 1.9 %",
                "0.0451; 4.51 %",
                "0.5; 50 %",
                "0.99995; 99.995 %",
                "1; 100 %",
                "0.12345; 12.3 %"
            })
    void sharesHaveAsManyDigitsAsCount(double ratio, String said) {
        assertThat(MeasuredText.percent(ratio)).isEqualTo(said);
    }

    @Test
    void aReadersLocaleChangesNothing() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(MeasuredText.seconds(3.421)).isEqualTo("3.42 s");
            assertThat(MeasuredText.seconds(0.0061)).isEqualTo("0.006 s");
            assertThat(MeasuredText.seconds(0.0)).isEqualTo("0.00 s");
            assertThat(MeasuredText.millis(1234.5)).isEqualTo("1,235 ms");
            assertThat(MeasuredText.count(21_340, "request")).isEqualTo("21,340 requests");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aLowerBoundIsNotStatedAsReached() {
        MeasuredFigure outage = new MeasuredFigure(44.9, 44.9, null, "s");
        assertThat(MeasuredText.measured(outage)).isEqualTo("at least 44.90 s");
        assertThat(MeasuredText.interval(outage)).isEmpty();
        ObjectiveVerdict objective = new ObjectiveVerdict(
                "buyers-recover",
                "recovery-time",
                ObjectiveSubject.RECOVERY,
                "buyers",
                "f",
                null,
                ObjectiveTarget.atMost(Duration.ofSeconds(10)).judgedByUpperBound(),
                outage,
                Outcome.FAIL,
                "still unwell");
        assertThat(ObjectiveText.measured(objective)).isEqualTo("buyers unhealthy for at least 44.90 s");
    }

    @Test
    void lengthsHaveTwoUnits() {
        assertThat(MeasuredText.length(Duration.ofSeconds(59))).isEqualTo("59 s");
        assertThat(MeasuredText.length(Duration.ofSeconds(126))).isEqualTo("2 m 06 s");
        assertThat(MeasuredText.length(Duration.ofMinutes(75))).isEqualTo("1 h 15 m");
    }

    @Test
    void aLimitOfTheMachineThatIsNotKnownIsLeftOut() {
        assertThat(LoadText.generator(new JournalEvent.GeneratorUsed(
                        Instant.EPOCH, 0.0985, 0.99, 0.00055, 202L, 20_000L, 1_013L, null)))
                .isEqualTo(
                        "at most 9.85 % of all processors (all processes together 99 %), stalled for 0.055 % of the time,"
                                + " 202 of 20,000 files, 1,013 local ports");
    }
}
