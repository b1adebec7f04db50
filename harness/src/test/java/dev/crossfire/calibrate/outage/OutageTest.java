package dev.crossfire.calibrate.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.calibrate.outage.Outage.OutageShape;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutageTest {
    private static final Duration STABLE_FOR = Duration.ofSeconds(10);
    private static final double BEARABLE = 0.01;

    private static Outage.OutageInterval outage(double at, double length) {
        return new Outage.OutageInterval(
                Duration.ofMillis(Math.round(at * 1000)), Duration.ofMillis(Math.round(length * 1000)));
    }

    private static Outage outage(OutageShape shape, Outage.OutageInterval... intervals) {
        return new Outage("o", shape, Outage.FailureMode.FAIL, List.of(intervals));
    }

    @Test
    void aStepIsThereFromItsFirstMicrosecondToItsLast() {
        Outage half = outage(OutageShape.HALF, outage(20, 3));
        assertThat(half.badRatioAt(19_999_999)).isZero();
        assertThat(half.badRatioAt(20_000_000)).isEqualTo(0.5);
        assertThat(half.badRatioAt(22_999_999)).isEqualTo(0.5);
        assertThat(half.badRatioAt(23_000_000)).isZero();
        assertThat(half.recovered(STABLE_FOR, BEARABLE)).isEqualTo(Duration.ofSeconds(23));
        assertThat(half.end()).isEqualTo(Duration.ofSeconds(23));
    }

    @Test
    void aRampFadesEvenlyAndIsOverWhereUsersAcceptIt() {
        Outage ramp = outage(OutageShape.SHORT_RAMP, outage(20, 4));
        assertThat(ramp.badRatioAt(23_999_999)).isEqualTo(1);
        assertThat(ramp.badRatioAt(24_000_000)).isEqualTo(1);
        assertThat(ramp.badRatioAt(25_500_000)).isEqualTo(0.5);
        assertThat(ramp.badRatioAt(27_000_000)).isZero();
        assertThat(ramp.recovered(STABLE_FOR, BEARABLE)).isEqualTo(Duration.ofMillis(24_000 + 2_970));
        assertThat(ramp.badRatioAt(26_970_000)).isEqualTo(BEARABLE);
        assertThat(ramp.end()).isEqualTo(Duration.ofSeconds(27));
    }

    @Test
    void aSecondIntervalWithinTheStableForTimeBelongsToTheFirst() {
        Outage joined = outage(OutageShape.ALL, outage(20, 1), outage(30.999, 1));
        assertThat(joined.relapses(STABLE_FOR)).isZero();
        assertThat(joined.recovered(STABLE_FOR, BEARABLE)).isEqualTo(Duration.ofMillis(31_999));
    }

    @Test
    void aSecondIntervalAfterTheStableForTimeIsARelapse() {
        Outage relapse = outage(OutageShape.ALL, outage(20, 1), outage(31, 1));
        assertThat(relapse.relapses(STABLE_FOR)).isOne();
        assertThat(relapse.recovered(STABLE_FOR, BEARABLE)).isEqualTo(Duration.ofSeconds(21));
        assertThat(relapse.end()).isEqualTo(Duration.ofSeconds(32));
        assertThat(relapse.badRatioAt(25_000_000)).isZero();
    }

    @Test
    void anOutageOfNothingHitsNoRequest() {
        assertThat(outage(OutageShape.NONE, outage(20, 3)).badRatioAt(21_000_000))
                .isZero();
    }

    @Test
    void intervalsOutOfOrderAreRefused() {
        assertThatThrownBy(() -> outage(OutageShape.ALL, outage(20, 3), outage(23, 1)))
                .hasMessageContaining("not in order");
        assertThatThrownBy(() -> outage(OutageShape.ALL)).hasMessageContaining("has none");
        assertThatThrownBy(() -> outage(20, 0)).hasMessageContaining("lasts");
    }
}
