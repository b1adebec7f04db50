package dev.crossfire.model.objective;

import dev.crossfire.model.quantity.Ratio;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an objective requires of its figure, as the user wrote it: unrounded, in the unit of what is measured.
 *
 * @param text the whole target where it is no figure, as the text of a Gatling assertion; null for a figure
 * @param label what is compared, where the measured figure alone does not say it; null otherwise
 * @param percentile of the latencies compared, above 0, at most 100; null where no percentile is compared
 * @param comparison null when the target is no figure
 * @param value in {@code unit}; null when the target is no figure
 * @param unit {@code s}, {@code ms}, {@code ratio} (0 to 1), or a plural as {@code writes}; empty when the target is no figure
 * @param judged which end of what is measured decides; null when the target is no figure
 * @param also a second figure that is required; null when there is none
 */
public record ObjectiveTarget(
        @Nullable String text,
        @Nullable String label,
        @Nullable Double percentile,
        @Nullable Comparison comparison,
        @Nullable Double value,
        String unit,
        @Nullable Judged judged,
        @Nullable ObjectiveTarget also) {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MILLI = 1e6;

    /** How the measured figure and the target compare. */
    public enum Comparison {
        AT_MOST,
        AT_LEAST
    }

    /** What is held against the target: the measured value, or the upper end of the bracket in which the true one lies. */
    public enum Judged {
        VALUE,
        UPPER_BOUND
    }

    /** A target that is no figure. */
    public static ObjectiveTarget of(String text) {
        return new ObjectiveTarget(text, null, null, null, null, "", null, null);
    }

    /** At most so many seconds. */
    public static ObjectiveTarget atMost(Duration most) {
        return figure(Comparison.AT_MOST, most.toNanos() / NANOS_PER_SECOND, "s");
    }

    /** At most so many milliseconds at a percentile. */
    public static ObjectiveTarget atMost(double percentile, Duration most) {
        return new ObjectiveTarget(
                null, null, percentile, Comparison.AT_MOST, most.toNanos() / NANOS_PER_MILLI, "ms", Judged.VALUE, null);
    }

    /** At most such a share. */
    public static ObjectiveTarget atMost(Ratio most) {
        return figure(Comparison.AT_MOST, most.value(), "ratio");
    }

    /** At least such a share. */
    public static ObjectiveTarget atLeast(Ratio least) {
        return figure(Comparison.AT_LEAST, least.value(), "ratio");
    }

    /** At most so many of something, as {@code writes}. */
    public static ObjectiveTarget atMost(double most, String unit) {
        return figure(Comparison.AT_MOST, most, unit);
    }

    private static ObjectiveTarget figure(Comparison comparison, double value, String unit) {
        return new ObjectiveTarget(null, null, null, comparison, value, unit, Judged.VALUE, null);
    }

    /** The same, held against the upper end of the measured bracket. */
    public ObjectiveTarget judgedByUpperBound() {
        return new ObjectiveTarget(text, label, percentile, comparison, value, unit, Judged.UPPER_BOUND, also);
    }

    /** The same with a name for what is compared. */
    public ObjectiveTarget labelled(String name) {
        return new ObjectiveTarget(text, name, percentile, comparison, value, unit, judged, also);
    }

    /** The same with a second figure that is required. */
    public ObjectiveTarget and(ObjectiveTarget second) {
        return new ObjectiveTarget(text, label, percentile, comparison, value, unit, judged, second);
    }
}
