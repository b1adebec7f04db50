package dev.crossfire.reports.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.crossfire.evidence.Observation;
import dev.crossfire.reports.figures.SystemFigures.ReachedBins;
import dev.crossfire.reports.figures.SystemFigures.ServingBins;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SystemFiguresTest {
    private static final Instant ZERO = Instant.parse("2026-11-20T09:31:12Z");
    private static final Bins BINS = new Bins(0, 6_000_000, 1_000_000, 6);

    @Test
    void theFewestReplicasOfEachBinAreKept() throws IOException {
        ServingBins serving = serving(
                serving(-3, 6),
                serving(1.2, 6),
                serving(1.8, 4),
                serving(3.1, 6),
                new Observation.SourceUnreachable(at(4.5), "b", "gone"));
        assertThat(serving.known()).isEqualTo(6);
        assertThat(serving.fewest(0)).as("as it was said before").isEqualTo(6);
        assertThat(serving.fewest(1)).isEqualTo(4);
        assertThat(serving.fewest(2)).as("nobody said otherwise").isEqualTo(4);
        assertThat(serving.fewest(3)).isEqualTo(6);
        assertThat(serving.fewest(5)).as("nobody could tell any more").isNull();
    }

    @Test
    void aCounterYieldsRequestsASecondBetweenItsReadings() throws IOException {
        ReachedBins reached = reached(reached(-0.5, 0), reached(1.5, 200), reached(2.0, 300), reached(3.0, 300));
        assertThat(reached.perSecond(0)).isCloseTo(100, within(1e-9));
        assertThat(reached.perSecond(1)).isCloseTo(150, within(1e-9));
        assertThat(reached.perSecond(2)).isZero();
        assertThat(reached.perSecond(3)).as("no reading after it").isNull();
    }

    @Test
    void aCounterThatIsRestartedYieldsNothingOfThatTime() throws IOException {
        ReachedBins reached = reached(reached(0, 1000), reached(1, 1100), reached(2, 40), reached(3, 90));
        assertThat(reached.perSecond(0)).isCloseTo(100, within(1e-9));
        assertThat(reached.perSecond(1)).isNull();
        assertThat(reached.perSecond(2)).isCloseTo(50, within(1e-9));
    }

    @Test
    void anAlarmLastsFromItsFirstInstanceToItsLast() throws IOException {
        AlarmIntervals alarms = count(
                        alarm(1, true, "x"),
                        alarm(2, true, "y"),
                        alarm(3, false, "x"),
                        alarm(4, false, "y"),
                        alarm(5, true, "x"))
                .alarms();
        assertThat(alarms.spans())
                .containsExactly(
                        new AlarmIntervals.AlarmInterval("b", "errors", 1_000_000, 4_000_000L),
                        new AlarmIntervals.AlarmInterval("b", "errors", 5_000_000, null));
        assertThat(alarms.leftOut()).isZero();
    }

    private static SystemFigures count(Observation... observations) throws IOException {
        return SystemFigures.count(
                to -> {
                    List.of(observations).forEach(to);
                    return null;
                },
                BINS,
                ZERO.getEpochSecond() * 1_000_000);
    }

    private static ServingBins serving(Observation... observations) throws IOException {
        return Objects.requireNonNull(count(observations).serving().get("b"));
    }

    private static ReachedBins reached(Observation... observations) throws IOException {
        return Objects.requireNonNull(count(observations).reached().get("b"));
    }

    private static Observation serving(double second, int replicas) {
        return new Observation.Serving(at(second), "b", replicas, 6);
    }

    private static Observation reached(double second, double total) {
        return new Observation.Requests(at(second), "b", total);
    }

    private static Observation alarm(double second, boolean firing, String instance) {
        return new Observation.Alarm(at(second), "b", "errors", firing, null, instance);
    }

    private static Instant at(double second) {
        return ZERO.plusNanos((long) (second * 1e9));
    }
}
