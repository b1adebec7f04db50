package dev.crossfire.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.model.objective.ObjectiveTarget;
import dev.crossfire.model.quantity.DurationText;
import dev.crossfire.model.quantity.Ratio;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A target reads as the user wrote it: what is printed, read again, is the same target. */
class TargetTextTest {
    private static final int TARGETS = 20_000;

    private final Random random = new Random(20_261_121);

    @Test
    void everyDurationIsPrintedAsWritten() {
        for (int i = 0; i < TARGETS; i++) {
            Duration most = Duration.ofMillis(
                    random.nextLong(i % 2 == 0 ? 2_000 : Duration.ofDays(40).toMillis()));
            String text = TargetText.plain(ObjectiveTarget.atMost(most));
            assertThat(text).startsWith("<= ");
            assertThat(DurationText.parse(text.substring(3).replace(" ", "")))
                    .as(text)
                    .isEqualTo(most);
        }
    }

    @Test
    void everyLatencyIsPrintedAsWritten() {
        for (int i = 0; i < TARGETS; i++) {
            BigDecimal percentile = BigDecimal.valueOf(1 + random.nextInt(1_000_000), 4);
            Duration most = Duration.ofMillis(random.nextLong(i % 2 == 0 ? 2_000 : 900_000));
            String text = TargetText.plain(ObjectiveTarget.atMost(percentile.doubleValue(), most));
            assertThat(text).startsWith("p" + percentile.stripTrailingZeros().toPlainString() + " <= ");
            String written = text.substring(text.indexOf("<= ") + 3).replace(" ", "");
            assertThat(DurationText.parse(written)).as(text).isEqualTo(most);
        }
    }

    @Test
    void everyShareIsPrintedAsWritten() {
        for (int i = 0; i < TARGETS; i++) {
            BigDecimal percent = BigDecimal.valueOf(random.nextInt(100_000_001), 6);
            Ratio share = Ratio.parse(percent.toPlainString() + "%");
            assertThat(TargetText.plain(ObjectiveTarget.atLeast(share))).isEqualTo(">= " + plain(percent) + " %");
            assertThat(TargetText.typeset(ObjectiveTarget.atMost(share))).isEqualTo("≤ " + plain(percent) + " %");
        }
    }

    @Test
    void everyCountIsPrintedAsWritten() {
        for (int i = 0; i < TARGETS; i++) {
            int most = 2 + random.nextInt(Integer.MAX_VALUE - 2);
            assertThat(TargetText.plain(ObjectiveTarget.atMost(most, "writes"))).isEqualTo("<= " + most + " writes");
        }
    }

    @ParameterizedTest
    @CsvSource({"99.95%, >= 99.95 %", "99.995%, >= 99.995 %", "70%, >= 70 %", "0.5%, >= 0.5 %"})
    void aShareNearToAllIsNotRounded(String written, String text) {
        assertThat(TargetText.plain(ObjectiveTarget.atLeast(Ratio.parse(written))))
                .isEqualTo(text);
    }

    @Test
    void aLongDurationIsNotRounded() {
        assertThat(TargetText.plain(ObjectiveTarget.atMost(Duration.ofMillis(100_500))))
                .isEqualTo("<= 100.5 s");
    }

    @Test
    void aLabelAndASecondFigureArePartOfIt() {
        ObjectiveTarget begun = ObjectiveTarget.atMost(Duration.ofSeconds(10));
        ObjectiveTarget over = ObjectiveTarget.atMost(Duration.ofSeconds(20)).labelled("alarm over");
        assertThat(TargetText.plain(begun.and(over))).isEqualTo("<= 10 s, alarm over <= 20 s");
        assertThat(TargetText.typeset(ObjectiveTarget.atMost(new Ratio(0.005)).labelled("worse by")))
                .isEqualTo("worse by ≤ 0.5 %");
        assertThat(TargetText.plain(ObjectiveTarget.atMost(1, "alarms"))).isEqualTo("<= 1 alarm");
        assertThat(TargetText.plain(ObjectiveTarget.of("no relapse"))).isEqualTo("no relapse");
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
