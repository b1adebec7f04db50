package dev.crossfire.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.calibrate.CalibrationReport.ClockDifference;
import dev.crossfire.calibrate.outage.Outage;
import dev.crossfire.calibrate.outage.Outage.OutageShape;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The server's clock is ahead by a planted error. */
class ClockComparisonTest {
    private static ClockDifference clock(long aheadMicros, long stepMicros) throws IOException {
        PlantedLane lane = new PlantedLane(100)
                .outage(OutageShape.ALL, Outage.FailureMode.FAIL, 20, 3)
                .ahead(aheadMicros)
                .steps(stepMicros);
        ClockComparison comparison = new ClockComparison();
        comparison.add(lane.requests());
        return Objects.requireNonNull(comparison.result());
    }

    @Test
    void clocksThatAgreeAreSeenToAgree() throws IOException {
        ClockDifference clock = clock(0, 0);
        assertThat(clock.errorMillis()).isLessThan(2);
        assertThat(clock.stepped()).isFalse();
        assertThat(clock.wayMillis()).isBetween(0.2, 1.0);
    }

    @Test
    void anErrorLiesWithinItsBounds() throws IOException {
        assertThat(clock(30_000, 0).errorMillis()).isBetween(30.0, 32.0);
        assertThat(clock(-30_000, 0).errorMillis()).isBetween(30.0, 32.0);
    }

    @Test
    void aClockThatIsSetMeanwhileIsSeen() throws IOException {
        assertThat(clock(0, 15_000).stepped()).isTrue();
        assertThat(clock(0, -15_000).stepped()).isTrue();
    }

    @Test
    void nothingToCompareIsNoAgreement() throws IOException {
        assertThat(new ClockComparison().result()).isNull();
    }
}
