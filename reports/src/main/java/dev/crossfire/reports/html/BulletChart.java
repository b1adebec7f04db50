package dev.crossfire.reports.html;

import dev.crossfire.model.Verdict.Measured;
import dev.crossfire.model.Verdict.ObjectiveVerdict;
import java.util.Optional;

/**
 * A measured figure beside its target, as positions from 0 to 100.
 *
 * @param value where the bar ends
 * @param low where the interval begins
 * @param high where it ends
 * @param target where the target's tick stands
 * @param beyond whether the value lies beyond the scale's end
 */
public record BulletChart(double value, double low, double high, double target, boolean beyond) {
    private static final double HEADROOM = 1.15;
    /** What is far beyond the target ends at the edge, or the target would vanish at the other. */
    private static final double MOST_TARGETS = 4;

    /** The picture of an objective; empty when nothing was measured or the target is no figure. */
    static Optional<BulletChart> of(ObjectiveVerdict objective) {
        Measured measured = objective.measured();
        Double target = objective.target().value();
        return measured == null || target == null ? Optional.empty() : Optional.of(of(measured, target));
    }

    private static BulletChart of(Measured measured, double target) {
        double value = measured.value();
        double low = measured.low() == null ? value : measured.low();
        double high = measured.high() == null ? value : measured.high();
        double most = Math.max(target, Math.max(high, value)) * HEADROOM;
        if (target > 0) {
            most = Math.min(most, target * MOST_TARGETS);
        }
        // No target and no figure: an empty scale with the tick at its start.
        double scale = most > 0 ? most : 1;
        return new BulletChart(at(value, scale), at(low, scale), at(high, scale), at(target, scale), value > scale);
    }

    private static double at(double value, double most) {
        return Math.round(1000 * Math.max(0, Math.min(1, value / most))) / 10.0;
    }
}
