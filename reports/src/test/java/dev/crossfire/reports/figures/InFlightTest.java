package dev.crossfire.reports.figures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.reports.figures.CohortBins.InFlight;
import org.junit.jupiter.api.Test;

class InFlightTest {
    private final InFlight inFlight = new InFlight(new Bins(0, 4_000_000, 1_000_000, 4));

    @Test
    void aRequestCountsForTheTimeThatItIsInFlight() {
        inFlight.add(250_000, 750_000);
        inFlight.add(500_000, 3_250_000);
        assertThat(inFlight.averages()).containsExactly(1.0, 1.0, 1.0, 0.25);
    }

    @Test
    void whatIsInFlightOutsideTheBinsIsLeftOut() {
        inFlight.add(-5_000_000, -1);
        inFlight.add(-1_000_000, 1_000_000);
        inFlight.add(3_000_000, 9_000_000);
        inFlight.add(4_000_000, 5_000_000);
        inFlight.add(2_000_000, 2_000_000);
        assertThat(inFlight.averages()).containsExactly(1.0, 0.0, 0.0, 1.0);
    }
}
