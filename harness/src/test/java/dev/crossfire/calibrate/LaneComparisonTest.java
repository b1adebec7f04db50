package dev.crossfire.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.crossfire.calibrate.CalibrationReport.OutageResult;
import dev.crossfire.calibrate.outage.Outage;
import dev.crossfire.calibrate.outage.Outage.OutageShape;
import dev.crossfire.model.verdict.CohortRecovery.RecoveryState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Verdicts on lanes whose truth is planted, through the real judge. */
class LaneComparisonTest {
    @Test
    void anOutageThatIsMeasuredAsPlantedPasses() throws IOException {
        OutageResult row = new PlantedLane(300)
                .outage(OutageShape.ALL, Outage.FailureMode.FAIL, 20.1, 3)
                .rows()
                .get(0);
        assertThat(row.state()).isEqualTo(RecoveryState.RECOVERED);
        assertThat(row.actualSeconds()).isEqualTo(3);
        assertThat(row.measuredSeconds()).isCloseTo(3, within(0.004));
        assertThat(row.covered()).isTrue();
        assertThat(row.widthMillis()).isLessThanOrEqualTo(6);
        assertThat(row.tableMillis()).isEqualTo(5.0);
        assertThat(row.falseAlarms()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {-30_000, 30_000})
    void aClockThatIsOffIsNoticed(long aheadMicros) throws IOException {
        PlantedLane lane = new PlantedLane(300).outage(OutageShape.ALL, Outage.FailureMode.FAIL, 20.1, 3);
        assertThat(lane.ahead(aheadMicros).rows().get(0).covered()).isFalse();
    }

    @Test
    void rampsAndPartialOutagesAreComparedWhereTheyEndForUsers() throws IOException {
        List<OutageResult> rows = new PlantedLane(300)
                .outage(OutageShape.HALF, Outage.FailureMode.FAIL, 20, 3)
                .outage(OutageShape.SHORT_RAMP, Outage.FailureMode.SLOW, 40, 4)
                .outage(OutageShape.TENTH, Outage.FailureMode.HANG, 65, 5)
                .rows();
        assertThat(rows).extracting(OutageResult::actualSeconds).containsExactly(3.0, 6.97, 5.0);
        assertThat(rows).allMatch(OutageResult::covered);
        assertThat(rows).extracting(OutageResult::tableMillis).containsExactly(20.0, 240.0, 105.0);
    }

    @Test
    void relapsesAreReported() throws IOException {
        List<OutageResult> rows = new PlantedLane(60)
                .outage(OutageShape.ALL, Outage.FailureMode.FAIL, 20, 1, 12, 1)
                .outage(OutageShape.ALL, Outage.FailureMode.FAIL, 50, 1, 5, 1)
                .rows();
        assertThat(rows).extracting(OutageResult::actualRelapses).containsExactly(1, 0);
        assertThat(rows).extracting(OutageResult::relapses).containsExactly(1, 0);
        assertThat(rows).extracting(OutageResult::actualSeconds).containsExactly(1.0, 7.0);
        assertThat(rows).allMatch(OutageResult::covered).allMatch(row -> row.falseAlarms() == 0);
    }

    @Test
    void nothingPassesWhenNothingIsSeen() throws IOException {
        OutageResult row = new PlantedLane(60)
                .outage(OutageShape.NONE, Outage.FailureMode.FAIL, 20, 3)
                .rows()
                .get(0);
        assertThat(row.state()).isEqualTo(RecoveryState.NO_IMPACT);
        assertThat(row.covered()).isTrue();
        assertThat(row.withoutOutage()).isTrue();
    }

    @Test
    void anOutageThatIsNotSeenDoesNotPass() throws IOException {
        OutageResult row = new PlantedLane(20)
                .outage(OutageShape.TENTH, Outage.FailureMode.FAIL, 20, 1)
                .rows()
                .get(0);
        assertThat(row.state()).isEqualTo(RecoveryState.NO_IMPACT);
        assertThat(row.covered()).isFalse();
    }

    @Test
    void bracketsContainTheTruthAsOftenAsTheyMust() throws IOException {
        List<OutageResult> rows = new ArrayList<>();
        for (long seed = 1; seed <= 40; seed++) {
            double phase = seed * 0.0137;
            rows.addAll(new PlantedLane(300)
                    .seed(seed)
                    .outage(OutageShape.ALL, Outage.FailureMode.FAIL, 20 + phase, 1)
                    .outage(OutageShape.HALF, Outage.FailureMode.FAIL, 35 + phase, 3)
                    .rows());
        }
        assertThat(rows).filteredOn(OutageResult::covered).hasSizeGreaterThanOrEqualTo(74);
    }
}
