package dev.crossfire.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.calibrate.CalibrationReport.ClockDifference;
import dev.crossfire.calibrate.CalibrationReport.GeneratorLag;
import dev.crossfire.calibrate.CalibrationReport.OutageGroup;
import dev.crossfire.calibrate.CalibrationReport.OutageResult;
import dev.crossfire.calibrate.MachineFitness.MachineConditions;
import dev.crossfire.calibrate.outage.Outage;
import dev.crossfire.calibrate.outage.Outage.OutageShape;
import dev.crossfire.calibrate.outage.OutagePlan;
import dev.crossfire.calibrate.outage.OutageSchedule;
import dev.crossfire.model.quantity.Rate;
import dev.crossfire.model.verdict.CohortRecovery.RecoveryState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CalibrationSummaryTest {
    private static final OutagePlan PLAN = OutageSchedule.full(1);
    private static final GeneratorLag CALM = new GeneratorLag(1000, 4.0, 20.0, false);
    private static final ClockDifference AGREED = new ClockDifference(0.8, false, 0.4);

    private static OutageResult row(double rate, OutageShape shape, double widthMillis, boolean held, int falseAlarms) {
        return new OutageResult(
                "o",
                "lane",
                new Rate(rate),
                shape,
                Outage.FailureMode.FAIL,
                3,
                0,
                900,
                RecoveryState.RECOVERED,
                3.002,
                3 - widthMillis / 2000,
                3 + widthMillis / 2000,
                0,
                widthMillis,
                ExpectedBracketWidths.millis(new Rate(rate), shape, Duration.ofSeconds(10)),
                held,
                falseAlarms,
                "why");
    }

    private static List<OutageResult> sixty(int held) {
        List<OutageResult> rows = new ArrayList<>();
        IntStream.range(0, 60).forEach(i -> rows.add(row(300, OutageShape.ALL, 5, i < held, 0)));
        return rows;
    }

    @Test
    void fiftyFiveOfSixtyAreEnoughAndFiftyFourAreNot() {
        assertThat(new CalibrationSummary(PLAN, sixty(55)).misses()).isEmpty();
        assertThat(new CalibrationSummary(PLAN, sixty(54)).misses())
                .singleElement()
                .asString()
                .contains("54 of 60")
                .contains("expected 55");
    }

    @Test
    void ofAFewOneMayMiss() {
        List<OutageResult> rows = new ArrayList<>(sixty(60).subList(0, 5));
        rows.add(row(300, OutageShape.ALL, 5, false, 0));
        assertThat(new CalibrationSummary(PLAN, rows).misses()).isEmpty();
        rows.add(row(300, OutageShape.ALL, 5, false, 0));
        assertThat(new CalibrationSummary(PLAN, rows).misses()).hasSize(1);
    }

    @Test
    void noOutageIsNoPass() {
        assertThat(new CalibrationSummary(PLAN, List.of()).misses()).isNotEmpty();
    }

    @Test
    void bracketsThatAreTooWideMissEvenWhenAllContainTheTruth() {
        List<OutageResult> rows = new ArrayList<>();
        IntStream.range(0, 60).forEach(i -> rows.add(row(300, OutageShape.ALL, 6.3, true, 0)));
        assertThat(new CalibrationSummary(PLAN, rows).misses()).anyMatch(miss -> miss.contains("1.26 times as wide"));
    }

    @Test
    void wideBracketsOfOneShapeDoNotHideAmongTheOthers() {
        List<OutageResult> rows = new ArrayList<>(sixty(60));
        IntStream.range(0, 5).forEach(i -> rows.add(row(60, OutageShape.HALF, 200, true, 0)));
        assertThat(new CalibrationSummary(PLAN, rows).misses())
                .anyMatch(miss -> miss.contains("half fail"))
                .anyMatch(miss -> miss.contains("60/s"))
                .noneMatch(miss -> miss.contains("all outages"));
    }

    @Test
    void aFalseAlarmIsAMiss() {
        List<OutageResult> rows = new ArrayList<>(sixty(60));
        rows.add(row(300, OutageShape.NONE, 5, false, 1));
        assertThat(new CalibrationSummary(PLAN, rows).misses())
                .singleElement()
                .asString()
                .contains("no outage was injected");
    }

    @Test
    void aBusyMachineOrAClockThatIsSetIsAMiss() {
        assertThat(MachineConditions.misses(CALM, AGREED)).isEmpty();
        assertThat(MachineConditions.misses(new GeneratorLag(1000, 80.0, 90.0, true), AGREED))
                .hasSize(1);
        assertThat(MachineConditions.misses(CALM, new ClockDifference(0.8, true, 0.4)))
                .hasSize(1);
        assertThat(MachineConditions.misses(CALM, new ClockDifference(25, false, 0.4)))
                .hasSize(1);
        assertThat(MachineConditions.misses(CALM, null)).hasSize(1);
    }

    @Test
    void cellsSumUpWhatIsOfOneRateAndShape() {
        List<OutageResult> rows = List.of(
                row(300, OutageShape.ALL, 4, true, 0),
                row(300, OutageShape.ALL, 6, false, 0),
                row(20, OutageShape.ALL, 50, true, 0));
        assertThat(new CalibrationSummary(PLAN, rows).cells())
                .containsExactly(
                        new OutageGroup(new Rate(300), OutageShape.ALL, 2, 1, 2.0, 5.0, 5.0),
                        new OutageGroup(new Rate(20), OutageShape.ALL, 1, 1, 2.0, 50.0, 90.0));
    }

    @Test
    void whatCanBeSeenDependsOnTheRate() {
        List<OutageResult> rows = List.of(row(300, OutageShape.ALL, 4, true, 0), row(20, OutageShape.ALL, 50, true, 0));
        var resolution = new CalibrationSummary(PLAN, rows).resolution();
        assertThat(resolution).extracting(one -> one.rate().perSecond()).containsExactly(300.0, 20.0);
        assertThat(resolution.get(0).allSeconds()).isLessThan(0.1);
        assertThat(resolution.get(1).allSeconds()).isGreaterThan(0.1);
        assertThat(resolution.get(1).abruptEndMillis()).isEqualTo(50.0);
    }
}
