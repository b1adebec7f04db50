package dev.crossfire.calibrate;

import dev.crossfire.calibrate.outage.Outage;
import dev.crossfire.calibrate.outage.Outage.OutageShape;
import dev.crossfire.model.quantity.Rate;
import dev.crossfire.model.verdict.CohortRecovery.RecoveryState;
import dev.crossfire.model.verdict.RunOutcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of a calibration; its JSON form is {@code crossfire/calibration/v1}: add, never rename.
 *
 * @param closed whether users waited for their answers before they sent the next request
 * @param outcome pass or fail
 * @param misses the conditions that did not hold, a sentence each
 * @param falseAlarms unhealthy intervals that were measured where no outage was injected
 * @param clock null when no request could be compared
 */
public record CalibrationReport(
        String schema,
        long seed,
        boolean closed,
        RunOutcome outcome,
        List<String> misses,
        double seconds,
        MachineInfo machine,
        BracketCoverage coverage,
        BracketWidths widths,
        int falseAlarms,
        GeneratorLag injector,
        @Nullable ClockDifference clock,
        List<OutageGroup> cells,
        List<RateResolution> resolution,
        List<OutageResult> outages) {
    public static final String SCHEMA = "crossfire/calibration/v1";

    public CalibrationReport {
        misses = List.copyOf(misses);
        cells = List.copyOf(cells);
        resolution = List.copyOf(resolution);
        outages = List.copyOf(outages);
    }

    /** Where it was measured. */
    public record MachineInfo(int processors, String system, String java) {}

    /** Outages that were injected to be found, and those whose bracket contains the actual end. */
    public record BracketCoverage(int outages, int covered, int needed) {}

    /**
     * The width of brackets compared with the table's, at the median over all outages for which it has a width.
     *
     * @param ratio null when there were none
     */
    public record BracketWidths(@Nullable Double ratio, double atMost) {}

    /** How late requests left; null where no request's time was known. */
    public record GeneratorLag(
            long requests,
            @Nullable Double lagP99Millis,
            @Nullable Double lagMaxMillis,
            boolean saturated) {}

    /**
     * The server's clock compared with the generator's.
     *
     * @param errorMillis by so much they may differ at most
     * @param stepped one of them was set while it was measured
     * @param wayMillis from a request's sending to its arrival, at the median
     */
    public record ClockDifference(double errorMillis, boolean stepped, double wayMillis) {}

    /**
     * All outages of one rate and shape.
     *
     * @param errorMillis measured minus actual end, at the median, either way; null when none was measured
     * @param widthMillis of the brackets, at the median; null likewise
     * @param tableMillis the width that it is compared with; null where the table has none
     */
    public record OutageGroup(
            Rate rate,
            OutageShape shape,
            int outages,
            int covered,
            @Nullable Double errorMillis,
            @Nullable Double widthMillis,
            @Nullable Double tableMillis) {}

    /**
     * What can be seen at a rate.
     *
     * @param allSeconds how long all requests must fail to show; null when that cannot be seen
     * @param halfSeconds the same for half of them
     * @param tenthSeconds the same for one in ten
     * @param abruptEndMillis how wide the bracket of an abrupt end was at the median; null when none was measured
     */
    public record RateResolution(
            Rate rate,
            @Nullable Double allSeconds,
            @Nullable Double halfSeconds,
            @Nullable Double tenthSeconds,
            @Nullable Double abruptEndMillis) {}

    /**
     * One outage, actual and measured; seconds count from its beginning.
     *
     * @param hit requests that the server failed or delayed
     * @param covered whether the measured bracket contains the actual value
     * @param why the reason when it does not
     */
    public record OutageResult(
            String id,
            String lane,
            Rate rate,
            OutageShape shape,
            Outage.FailureMode manner,
            double actualSeconds,
            int actualRelapses,
            long hit,
            RecoveryState state,
            @Nullable Double measuredSeconds,
            @Nullable Double lowSeconds,
            @Nullable Double highSeconds,
            int relapses,
            @Nullable Double widthMillis,
            @Nullable Double tableMillis,
            boolean covered,
            int falseAlarms,
            String why) {
        /** A control: no outage was injected, and none should be measured. */
        public boolean withoutOutage() {
            return shape == OutageShape.NONE;
        }
    }
}
