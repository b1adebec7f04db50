package dev.crossfire.reports.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.model.Outcome;
import dev.crossfire.model.Verdict.Measured;
import dev.crossfire.model.Verdict.ObjectiveVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
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
    void sharesAreSaidInAsManyDigitsAsCount(double ratio, String said) {
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
    void whatIsOnlyKnownFromBelowIsNotSaidAsReached() {
        Measured outage = new Measured(44.9, 44.9, null, "s");
        assertThat(MeasuredText.measured(outage)).isEqualTo("at least 44.90 s");
        assertThat(MeasuredText.interval(outage)).isEmpty();
        ObjectiveVerdict objective = new ObjectiveVerdict(
                "buyers-recover",
                "recovery-time",
                "buyers",
                "f",
                null,
                "<= 10 s",
                outage,
                Outcome.FAIL,
                "still unwell");
        assertThat(ObjectiveText.measured(objective)).isEqualTo("buyers unwell for at least 44.90 s");
    }

    @Test
    void lengthsAreSaidInTwoUnits() {
        assertThat(MeasuredText.length(Duration.ofSeconds(59))).isEqualTo("59 s");
        assertThat(MeasuredText.length(Duration.ofSeconds(126))).isEqualTo("2 m 06 s");
        assertThat(MeasuredText.length(Duration.ofMinutes(75))).isEqualTo("1 h 15 m");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "<= 10 s; 14.38; 14.41; 14.44; s; 4.38–4.44 s too much",
                "<= 10 s; 9.98; 10.01; 10.04; s; up to 0.040 s too much",
                "<= 10 s; 44.9; 44.9; ; s; at least 34.90 s too much",
                "<= 10 s; ; 14.41; ; s; 4.41 s too much",
                "<= 5%; ; 0.179; 0.182; ratio; 12.9 points too much",
                "p95 <= 300 ms; ; 412; ; ms; 112 ms too much",
                ">= 99%; ; 0.95; ; ratio; 4 points too little",
                "<= 10 s; 3.40; 3.42; 3.44; s; -",
                "no figure; 3.40; 3.42; 3.44; s; -"
            })
    void aMissIsSaidInTheUnitOfWhatWasMeasured(
            String target, @Nullable Double low, double value, @Nullable Double high, String unit, String said) {
        ObjectiveVerdict objective = new ObjectiveVerdict(
                "o", "k", null, null, null, target, new Measured(value, low, high, unit), Outcome.FAIL, "why");
        assertThat(TargetFigure.missed(objective).orElse("-")).isEqualTo(said);
    }

    @Test
    void aLimitOfTheMachineThatIsNotKnownIsLeftOut() {
        assertThat(MachineText.of(new JournalEvent.GeneratorUsed(
                        Instant.EPOCH, 0.0985, 0.99, 0.00055, 202L, 20_000L, 1_013L, null)))
                .isEqualTo(
                        "at most 9.85 % of all processors (everybody together 99 %), stood still for 0.055 % of the time,"
                                + " 202 of 20,000 files, 1,013 local ports");
    }
}
