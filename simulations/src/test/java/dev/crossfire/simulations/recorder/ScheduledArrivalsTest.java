package dev.crossfire.simulations.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.simulations.recorder.ScheduledProfile.ScheduledArrivals;
import org.junit.jupiter.api.Test;

class ScheduledArrivalsTest {
    private final ScheduledArrivals arrivals = new ScheduledArrivals(1000);

    @Test
    void remembersWhoArrivesWhen() {
        arrivals.schedule(1, 1000);
        arrivals.schedule(2, 3_601_000);
        assertThat(arrivals.of(1)).isZero();
        assertThat(arrivals.of(2)).isEqualTo(3_600_000);
        assertThat(arrivals.of(3)).isEqualTo(ScheduledArrivals.UNKNOWN);
    }

    @Test
    void aUserWhoseEntryWasTakenIsUnknownNotMistaken() {
        arrivals.schedule(1, 1000);
        arrivals.schedule(1 + (1 << 18), 2000);
        assertThat(arrivals.of(1)).isEqualTo(ScheduledArrivals.UNKNOWN);
        assertThat(arrivals.of(1 + (1 << 18))).isEqualTo(1000);
    }
}
