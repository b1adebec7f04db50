package dev.crossfire.calibrate.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.calibrate.outage.Outage;
import dev.crossfire.calibrate.outage.Outage.OutageShape;
import dev.crossfire.calibrate.outage.OutagePlan.Lane;
import dev.crossfire.calibrate.server.ServerEvent.LaneTruth;
import dev.crossfire.calibrate.server.ServerEvent.OutageTruth;
import dev.crossfire.model.quantity.Rate;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaneOutagesTest {
    private static final long ZERO = 1_700_000_000_000_000L;
    private static final long SECOND = 1_000_000;

    private static LaneOutages lane(Outage... outages) {
        return new LaneOutages(new Lane("lane", new Rate(100), List.of(outages)), 7);
    }

    private static Outage outage(String id, OutageShape shape, Outage.FailureMode failureMode, long at, long length) {
        return new Outage(
                id,
                shape,
                failureMode,
                List.of(new Outage.OutageInterval(Duration.ofSeconds(at), Duration.ofSeconds(length))));
    }

    @Test
    void beforeItKnowsWhenToBeginItServesEveryRequest() {
        assertThat(lane(outage("o", OutageShape.ALL, Outage.FailureMode.FAIL, 0, 3))
                        .decide(ZERO))
                .isNull();
    }

    @Test
    void theMomentAloneDecides() {
        LaneOutages lane = lane(
                outage("first", OutageShape.ALL, Outage.FailureMode.HANG, 10, 2),
                outage("second", OutageShape.ALL, Outage.FailureMode.SLOW, 30, 1));
        lane.zero(ZERO);
        assertThat(lane.decide(ZERO + 10 * SECOND - 1)).isNull();
        assertThat(lane.decide(ZERO + 10 * SECOND)).isEqualTo(Outage.FailureMode.HANG);
        assertThat(lane.decide(ZERO + 12 * SECOND - 1)).isEqualTo(Outage.FailureMode.HANG);
        assertThat(lane.decide(ZERO + 12 * SECOND)).isNull();
        assertThat(lane.decide(ZERO + 30 * SECOND)).isEqualTo(Outage.FailureMode.SLOW);
        assertThat(lane.decide(ZERO + 31 * SECOND)).isNull();

        LaneTruth report = lane.report();
        assertThat(report.arrivals()).isEqualTo(6);
        assertThat(report.outages())
                .containsExactly(
                        new OutageTruth(
                                "first",
                                ZERO + 10 * SECOND,
                                ZERO + 12 * SECOND,
                                2,
                                2,
                                ZERO + 10 * SECOND,
                                ZERO + 12 * SECOND - 1),
                        new OutageTruth(
                                "second",
                                ZERO + 30 * SECOND,
                                ZERO + 31 * SECOND,
                                1,
                                1,
                                ZERO + 30 * SECOND,
                                ZERO + 30 * SECOND));
    }

    @Test
    void aPartialOutageHitsItsShareAndTheSameOnesAgain() {
        long hit = hits();
        assertThat(hit).isBetween(900L, 1100L);
        assertThat(hits()).isEqualTo(hit);
    }

    private static long hits() {
        LaneOutages lane = lane(outage("o", OutageShape.TENTH, Outage.FailureMode.FAIL, 0, 10));
        lane.zero(ZERO);
        for (long i = 0; i < 10_000; i++) {
            lane.decide(ZERO + i * 1000);
        }
        return lane.report().outages().get(0).hit();
    }
}
