package dev.crossfire.judge.availability;

import dev.crossfire.model.verdict.CohortRecovery;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/**
 * How long a cohort is down when a fault occurs, from drills.
 *
 * @param fault its id in the drills
 * @param perYear how often it is expected to occur
 * @param drills how many show how long the cohort was down
 * @param undetermined how many show only that it took longer, or nothing
 * @param mean mean time to recovery, in seconds; null without a drill that shows it
 * @param low of the mean's confidence interval, not below 0; null with fewer than two drills
 * @param high of that interval
 */
public record FaultDowntime(
        String fault,
        double perYear,
        int drills,
        int undetermined,
        @Nullable Double mean,
        @Nullable Double low,
        @Nullable Double high) {
    private static final int FEWEST = 2;

    /**
     * From the cohort's recoveries in some drills.
     *
     * @param recoveries one of each drill
     * @param confidence of the interval, such as 0.95
     */
    static FaultDowntime of(String fault, double perYear, List<CohortRecovery> recoveries, double confidence) {
        List<Double> seconds = new ArrayList<>();
        double least = 0;
        double most = 0;
        for (CohortRecovery recovery : recoveries) {
            Double exact = recovery.seconds();
            Double low = recovery.low();
            Double high = recovery.high();
            if (recovery.state() == CohortRecovery.RecoveryState.NO_IMPACT) {
                seconds.add(0.0);
            } else if (recovery.state() == CohortRecovery.RecoveryState.RECOVERED
                    && exact != null
                    && low != null
                    && high != null) {
                seconds.add(exact);
                least += exact - low;
                most += high - exact;
            }
        }
        int undetermined = recoveries.size() - seconds.size();
        if (seconds.isEmpty()) {
            return new FaultDowntime(fault, perYear, 0, undetermined, null, null, null);
        }
        int count = seconds.size();
        double mean = seconds.stream().mapToDouble(one -> one).sum() / count;
        if (count < FEWEST) {
            return new FaultDowntime(fault, perYear, count, undetermined, mean, null, null);
        }
        double reach = reach(seconds, mean, confidence);
        return new FaultDowntime(
                fault,
                perYear,
                count,
                undetermined,
                mean,
                Math.max(0, mean - reach - least / count),
                mean + reach + most / count);
    }

    /** Half the width of Student's interval of a mean: {@code t · s / √n}. */
    private static double reach(List<Double> seconds, double mean, double confidence) {
        int count = seconds.size();
        double squares =
                seconds.stream().mapToDouble(one -> (one - mean) * (one - mean)).sum();
        double deviation = Math.sqrt(squares / (count - 1));
        double t = TDistribution.of(count - 1).inverseSurvivalProbability((1 - confidence) / 2);
        return t * deviation / Math.sqrt(count);
    }

    /** Whether its drills leave nothing open. */
    public boolean isDetermined() {
        return mean != null && high != null && undetermined == 0;
    }
}
