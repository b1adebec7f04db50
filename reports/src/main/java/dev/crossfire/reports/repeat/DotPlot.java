package dev.crossfire.reports.repeat;

import dev.crossfire.model.Verdict.RecoveryOver;
import dev.crossfire.reports.words.MeasuredText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Recoveries as dots on a line from 0, at positions from 0 to 100.
 *
 * @param median null when there is none
 * @param end what the right edge stands for
 */
public record DotPlot(List<Double> at, @Nullable Double median, String end) {
    private static final double HEADROOM = 1.05;

    static DotPlot of(RecoveryOver recovery) {
        List<Double> seconds = recovery.seconds();
        double longest = seconds.isEmpty() ? 1 : seconds.get(seconds.size() - 1) * HEADROOM;
        @Nullable Double median = recovery.medianSeconds();
        return new DotPlot(
                seconds.stream().map(one -> at(one, longest)).toList(),
                median == null ? null : at(median, longest),
                MeasuredText.seconds(longest));
    }

    private static double at(double seconds, double longest) {
        return Math.round(1000 * seconds / longest) / 10.0;
    }
}
