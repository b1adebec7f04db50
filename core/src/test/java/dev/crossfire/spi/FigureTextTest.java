package dev.crossfire.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.model.quantity.Ratio;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FigureTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"0; 0.00 s", "0.0061; 0.006 s", "0.533; 0.53 s", "9.83; 9.83 s", "10.125; 10.13 s", "126.04; 126 s"
            })
    void durationsHaveHundredthsWhereverTheyStand(double seconds, String text) {
        assertThat(FigureText.seconds(seconds)).isEqualTo(text);
        assertThat(FigureText.seconds(Duration.ofNanos(Math.round(seconds * 1e9))))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"0.25; 0.25 ms", "22.319; 22.3 ms", "5005.4; 5,005 ms", "1234.5; 1,235 ms"})
    void latenciesAreWholeFromAHundredOn(double millis, String text) {
        assertThat(FigureText.millis(millis)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0; 0 %",
                "0.0002; 0.02 %",
                "0.01238; 1.24 %",
                "0.5; 50 %",
                "0.95; 95 %",
                "0.99995; 99.995 %",
                "0.999999999; 99.9999999 %",
                "1; 100 %"
            })
    void aShareNearToAllIsNotRoundedToAll(double ratio, String text) {
        assertThat(FigureText.percent(ratio)).isEqualTo(text);
    }

    @Test
    void figuresThatAUserWroteAreNotRounded() {
        assertThat(FigureText.written(99.99)).isEqualTo("99.99");
        assertThat(FigureText.written(Duration.ofMillis(1234))).isEqualTo("1.234 s");
        assertThat(FigureText.written(Duration.ofMillis(300))).isEqualTo("300 ms");
        assertThat(FigureText.written(Duration.ZERO)).isEqualTo("0 s");
        assertThat(FigureText.written(Duration.ofMinutes(30))).isEqualTo("1800 s");
        assertThat(FigureText.written(new Ratio(0.00125))).isEqualTo("0.125 %");
        assertThat(FigureText.written(new Ratio(0.99995))).isEqualTo("99.995 %");
    }

    @Test
    void aReadersLocaleChangesNothing() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(FigureText.seconds(3.421)).isEqualTo("3.42 s");
            assertThat(FigureText.number(0.25)).isEqualTo("0.25");
            assertThat(FigureText.count(21_340, "request")).isEqualTo("21,340 requests");
        } finally {
            Locale.setDefault(before);
        }
    }
}
