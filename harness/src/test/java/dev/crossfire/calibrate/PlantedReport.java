package dev.crossfire.calibrate;

import dev.crossfire.calibrate.CalibrationReport.BracketCoverage;
import dev.crossfire.calibrate.CalibrationReport.BracketWidths;
import dev.crossfire.calibrate.CalibrationReport.ClockDifference;
import dev.crossfire.calibrate.CalibrationReport.GeneratorLag;
import dev.crossfire.calibrate.CalibrationReport.MachineInfo;
import dev.crossfire.calibrate.CalibrationReport.OutageResult;
import dev.crossfire.calibrate.outage.Outage;
import dev.crossfire.calibrate.outage.Outage.OutageShape;
import dev.crossfire.model.quantity.Rate;
import dev.crossfire.model.verdict.CohortRecovery.RecoveryState;
import dev.crossfire.model.verdict.RunOutcome;
import java.util.List;
import java.util.Map;

/** A calibration report made by a test, without a calibration. */
public final class PlantedReport {
    private PlantedReport() {}

    /**
     * A report of an outage a lane.
     *
     * @param widths of the bracket that was measured on each lane, milliseconds
     */
    public static CalibrationReport of(Map<String, Double> widths, String... misses) {
        return new CalibrationReport(
                CalibrationReport.SCHEMA,
                1,
                false,
                misses.length == 0 ? RunOutcome.PASS : RunOutcome.FAIL,
                List.of(misses),
                25,
                new MachineInfo(2, "Linux", "17"),
                new BracketCoverage(1, 1, 1),
                new BracketWidths(null, 1.25),
                0,
                new GeneratorLag(1000, 4.0, 9.0, false),
                new ClockDifference(1, false, 0.4),
                List.of(),
                List.of(),
                widths.entrySet().stream()
                        .map(lane -> row(lane.getKey(), lane.getValue()))
                        .toList());
    }

    private static OutageResult row(String lane, double widthMillis) {
        return new OutageResult(
                "o",
                lane,
                new Rate(100),
                OutageShape.ALL,
                Outage.FailureMode.FAIL,
                1,
                0,
                100,
                RecoveryState.RECOVERED,
                1.0,
                1 - widthMillis / 2000,
                1 + widthMillis / 2000,
                0,
                widthMillis,
                null,
                true,
                0,
                "why");
    }
}
