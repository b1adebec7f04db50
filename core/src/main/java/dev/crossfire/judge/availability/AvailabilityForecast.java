package dev.crossfire.judge.availability;

import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.model.verdict.CohortRecovery;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.model.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A cohort's availability over a year, if faults occur as often as expected and each goes as in the drills.
 *
 * <p>{@code A = 1 − Σ λᵢ · MTTRᵢ}, which is {@code MTBF / (MTBF + MTTR)} for a fault that is rare and short. While a cohort is
 * not healthy, all of it counts as down.
 *
 * @param schema {@code crossfire/availability/v1}
 * @param slo the availability that is promised; null when none is given
 * @param downSeconds in a year; null when a fault has no drill that shows it
 * @param low with 95 % confidence not less, for all faults together; null when that is not known
 * @param high with that confidence not more
 */
public record AvailabilityForecast(
        String schema,
        String cohort,
        List<FaultDowntime> faults,
        @Nullable Ratio slo,
        @Nullable Double downSeconds,
        @Nullable Double low,
        @Nullable Double high) {
    /** The schema of its JSON form. */
    public static final String SCHEMA = "crossfire/availability/v1";

    /** 365 days. */
    public static final Duration YEAR = Duration.ofDays(365);

    private static final double CONFIDENCE = 0.95;

    public AvailabilityForecast {
        faults = List.copyOf(faults);
    }

    /**
     * From drills.
     *
     * @param perYear how often each fault is expected, by its id in the drills
     */
    public static AvailabilityForecast of(
            String cohort, Map<String, Double> perYear, List<Verdict> drills, @Nullable Ratio slo) {
        // Each interval is wider, so that all of them hold together (Bonferroni).
        double each = 1 - (1 - CONFIDENCE) / Math.max(1, perYear.size());
        List<FaultDowntime> faults = new ArrayList<>();
        perYear.forEach(
                (fault, rate) -> faults.add(FaultDowntime.of(fault, rate, recoveries(cohort, fault, drills), each)));
        boolean known = faults.stream().allMatch(one -> one.mean() != null);
        boolean bounded = faults.stream().allMatch(FaultDowntime::isDetermined);
        return new AvailabilityForecast(
                SCHEMA,
                cohort,
                faults,
                slo,
                known ? sum(faults, one -> value(one.mean())) : null,
                bounded ? sum(faults, one -> value(one.low())) : null,
                bounded ? sum(faults, one -> value(one.high())) : null);
    }

    private static List<CohortRecovery> recoveries(String cohort, String fault, List<Verdict> drills) {
        return drills.stream()
                .filter(Verdict::isComparable)
                .flatMap(drill -> drill.recovery().stream())
                .filter(one -> one.cohort().equals(cohort) && one.fault().equals(fault))
                .toList();
    }

    private static double sum(List<FaultDowntime> faults, ToDoubleFunction<FaultDowntime> seconds) {
        return faults.stream()
                .mapToDouble(one -> one.perYear() * seconds.applyAsDouble(one))
                .sum();
    }

    private static double value(@Nullable Double known) {
        return known == null ? 0 : known;
    }

    /** The share of a year that is left after so many seconds. */
    public static double availability(double downSeconds) {
        return Math.max(0, 1 - downSeconds / YEAR.toSeconds());
    }

    /** How long the cohort may be down in a year; null without a promise. */
    public @Nullable Double budgetSeconds() {
        return slo == null ? null : (1 - slo.value()) * YEAR.toSeconds();
    }

    /**
     * Whether the promise holds: it does when the whole interval is within the error budget, and does not when none of it
     * is.
     */
    public RunOutcome outcome() {
        @Nullable Double budget = budgetSeconds();
        if (low == null || high == null) {
            return RunOutcome.INCONCLUSIVE;
        }
        if (budget == null || high <= budget) {
            return RunOutcome.PASS;
        }
        return low > budget ? RunOutcome.FAIL : RunOutcome.INCONCLUSIVE;
    }
}
