package dev.crossfire.model.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.model.objective.PhaseRef;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
    @ParameterizedTest
    @CsvSource({"500ms,PT0.5S", "10s,PT10S", "2m,PT2M", "1h30m,PT1H30M", "30d,PT720H", "1.5s,PT1.5S", "0s,PT0S"})
    void durations(String text, Duration duration) {
        assertThat(DurationText.parse(text)).isEqualTo(duration);
        assertThat(DurationText.parse(DurationText.format(duration))).isEqualTo(duration);
    }

    @ParameterizedTest
    @CsvSource({"99%,0.99", "0.99,0.99", "99.5 %,0.995", "0.1%,0.001", "100%,1"})
    void ratios(String text, double value) {
        assertThat(Ratio.parse(text).value()).isEqualTo(value);
        assertThat(Ratio.parse(Ratio.parse(text).toString())).isEqualTo(Ratio.parse(text));
    }

    @ParameterizedTest
    @CsvSource({"40/s,40", "1200/min,20", "3600/h,1", "0.5/s,0.5"})
    void rates(String text, double perSecond) {
        assertThat(Rate.parse(text).perSecond()).isEqualTo(perSecond);
        assertThat(Rate.parse(Rate.parse(text).toString())).isEqualTo(Rate.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "10 seconds", "-3s", "s", "1e9999s", "10s!"})
    void whatIsNoDurationIsRefusedByName(String text) {
        assertThatThrownBy(() -> DurationText.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "' is not a duration");
    }

    @ParameterizedTest
    @ValueSource(strings = {"101%", "-1%", "NaN", "99 percent", "1.01"})
    void whatIsNoRatioIsRefused(String text) {
        assertThatThrownBy(() -> Ratio.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"whole writer-lost", "after", "spike x", "during writer-lost"})
    void whatIsNoPhaseIsRefused(String text) {
        assertThatThrownBy(() -> PhaseRef.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
