package dev.crossfire.model.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.crossfire.model.load.Cohort.Spike;
import dev.crossfire.model.quantity.Rate;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CohortTest {
    private final Cohort buyers = new Cohort(
            "buyers",
            Rate.parse("20/s"),
            List.of(new Spike(
                    Duration.ofSeconds(15), Rate.parse("400/s"), Duration.ofSeconds(2), Duration.ofSeconds(50))));

    @Test
    void theRateRisesHoldsAndFalls() {
        assertThat(rateAt(14.999)).isEqualTo(20);
        assertThat(rateAt(16)).isEqualTo(210);
        assertThat(rateAt(17)).isEqualTo(400);
        assertThat(rateAt(66.9)).isEqualTo(400);
        assertThat(rateAt(68)).isEqualTo(210);
        assertThat(rateAt(69)).isEqualTo(20);
    }

    @Test
    void arrivalsAreTheAreaUnderTheRate() {
        assertThat(buyers.arrivals(Duration.ZERO, Duration.ofSeconds(90)))
                .isCloseTo(15 * 20 + 2 * 210 + 50 * 400 + 2 * 210 + 21 * 20, within(1e-6));
        assertThat(buyers.arrivals(Duration.ofSeconds(16), Duration.ofSeconds(17)))
                .isCloseTo(305, within(1e-6));
    }

    private double rateAt(double seconds) {
        return buyers.rateAt(Duration.ofNanos(Math.round(seconds * 1e9))).perSecond();
    }
}
