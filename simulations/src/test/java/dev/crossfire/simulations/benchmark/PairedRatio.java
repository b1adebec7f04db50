package dev.crossfire.simulations.benchmark;

import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The estimate of the ratio of one kind to the other from pairs of measurements.
 *
 * @param mean the geometric mean of the ratios
 * @param upper its one-sided 95 % upper confidence bound, by Student's t on the logarithms
 */
record PairedRatio(double mean, double upper) {
    private static final double CONFIDENCE = 0.95;

    /** Computes it from two ratios or more. */
    static PairedRatio of(List<Double> ratios) {
        int n = ratios.size();
        if (n < 2) {
            throw new IllegalArgumentException(n + " pairs is invalid; expected 2 or more");
        }
        double mean = ratios.stream().mapToDouble(Math::log).sum() / n;
        double squares = ratios.stream()
                .mapToDouble(ratio -> Math.pow(Math.log(ratio) - mean, 2))
                .sum();
        double error = Math.sqrt(squares / (n - 1) / n);
        double quantile = TDistribution.of(n - 1).inverseCumulativeProbability(CONFIDENCE);
        return new PairedRatio(Math.exp(mean), Math.exp(mean + quantile * error));
    }
}
