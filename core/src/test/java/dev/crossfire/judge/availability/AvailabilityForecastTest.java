package dev.crossfire.judge.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.model.verdict.CohortRecovery;
import dev.crossfire.model.verdict.CohortRecovery.RecoveryState;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AvailabilityForecastTest {
    private static CohortRecovery took(double seconds) {
        return recovery(RecoveryState.RECOVERED, seconds);
    }

    private static CohortRecovery recovery(RecoveryState state, @Nullable Double seconds) {
        return new CohortRecovery(
                "writer-lost",
                "buyers",
                state,
                0.0,
                seconds,
                seconds == null ? null : seconds - 0.1,
                seconds == null ? null : seconds + 0.2,
                null,
                0,
                0,
                0,
                null,
                null,
                null,
                null,
                "");
    }

    /** Two drills of 8 and 12 s: t = 12.706, s = 2.828, so 10 ± 25.41 s, widened by the brackets. */
    @Test
    void theMeanHasStudentsIntervalAndTheBracketsWidenIt() {
        FaultDowntime downtime = FaultDowntime.of("writer-lost", 4, List.of(took(8), took(12)), 0.95);

        assertThat(downtime.mean()).isEqualTo(10.0);
        assertThat(downtime.low()).as("no time is below 0").isEqualTo(0.0);
        assertThat(downtime.high()).isCloseTo(10 + 25.412 + 0.2, within(0.01));
    }

    @Test
    void aFaultWithoutImpactTakesNoTimeAndOneWithoutEndIsNotKnown() {
        FaultDowntime none = FaultDowntime.of("f", 4, List.of(recovery(RecoveryState.NO_IMPACT, null), took(0)), 0.95);
        FaultDowntime open = FaultDowntime.of("f", 4, List.of(took(8), recovery(RecoveryState.CENSORED, 30.0)), 0.95);

        assertThat(none.mean()).isEqualTo(0.0);
        assertThat(none.isDetermined()).isTrue();
        assertThat(open.drills()).isEqualTo(1);
        assertThat(open.undetermined()).isEqualTo(1);
        assertThat(open.isDetermined()).isFalse();
    }

    @Test
    void oneDrillHasNoInterval() {
        assertThat(FaultDowntime.of("f", 4, List.of(took(8)), 0.95).high()).isNull();
    }

    /** Four nines are 52.56 min of a year. */
    @Test
    void theBudgetIsThatOfAYear() {
        AvailabilityForecast forecast = forecast(Ratio.parse("99.99%"), 100.0, 50.0, 150.0);

        assertThat(forecast.budgetSeconds()).isNotNull().isCloseTo(52.56 * 60, within(0.1));
        assertThat(AvailabilityForecast.availability(52.56 * 60)).isCloseTo(0.9999, within(1e-9));
    }

    @Test
    void onlyTheWholeIntervalDecides() {
        Ratio fourNines = Ratio.parse("99.99%");

        assertThat(forecast(fourNines, 100.0, 50.0, 150.0).outcome()).hasToString("PASS");
        assertThat(forecast(fourNines, 3_000.0, 2_000.0, 4_000.0).outcome()).hasToString("INCONCLUSIVE");
        assertThat(forecast(fourNines, 9_000.0, 4_000.0, 9_500.0).outcome()).hasToString("FAIL");
        assertThat(forecast(fourNines, 100.0, null, null).outcome()).hasToString("INCONCLUSIVE");
    }

    /** Recoveries that are drawn from a known distribution: the interval holds its mean as often as it says. */
    @Test
    void theIntervalHoldsTheKnownMean() {
        Random random = new Random(17);
        int held = 0;
        int trials = 1_000;
        for (int i = 0; i < trials; i++) {
            List<CohortRecovery> drills = new ArrayList<>();
            for (int drill = 0; drill < 10; drill++) {
                drills.add(took(Math.max(0.2, 10 + 2 * random.nextGaussian())));
            }
            FaultDowntime downtime = FaultDowntime.of("f", 1, drills, 0.95);
            Double low = downtime.low();
            Double high = downtime.high();
            held += low != null && high != null && low <= 10 && 10 <= high ? 1 : 0;
        }
        assertThat(held).isGreaterThanOrEqualTo(940);
    }

    private static AvailabilityForecast forecast(Ratio slo, double mean, @Nullable Double low, @Nullable Double high) {
        return new AvailabilityForecast(AvailabilityForecast.SCHEMA, "buyers", List.of(), slo, mean, low, high);
    }
}
