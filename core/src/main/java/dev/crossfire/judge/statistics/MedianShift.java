package dev.crossfire.judge.statistics;

import dev.crossfire.judge.statistics.RankTest.RankDistribution;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How far the values of one sample lie above those of another: the median of all differences (Hodges and Lehmann,
 * Annals of Mathematical Statistics 34, 1963) and the differences that bound it (Moses; Hollander and Wolfe,
 * Nonparametric Statistical Methods, section 4.3).
 *
 * @param estimate NaN when it is undefined, because too many values are infinite
 * @param bounds two-sided
 * @param method how the bounds were found
 */
public record MedianShift(double estimate, FigureBounds bounds, RankTest.Method method) {
    /**
     * Compares two samples.
     *
     * @param from not empty, no NaN; an infinite value is one of which only that is known that it is large
     * @param to likewise
     * @param confidence as 0.95
     */
    public static MedianShift between(double[] from, double[] to, double confidence) {
        double ties = ties(from, to);
        boolean exact = Math.max(from.length, to.length) < RankTest.LARGE && ties == 0;
        int rank = exact
                ? RankDistribution.shortfall(from.length, to.length, (1 - confidence) / 2)
                : approximateRank(from.length, to.length, ties, confidence);
        // Of two infinite values nothing is known about the difference: it is put where it makes the bounds wider.
        double[] lowest = differences(from, to, Double.NEGATIVE_INFINITY);
        double[] highest = differences(from, to, Double.POSITIVE_INFINITY);
        FigureBounds bounds =
                rank == 0 ? FigureBounds.NONE : new FigureBounds(lowest[rank - 1], highest[highest.length - rank]);
        double estimate = median(lowest);
        return new MedianShift(
                estimate == median(highest) ? estimate : Double.NaN,
                bounds,
                exact ? RankTest.Method.EXACT : RankTest.Method.NORMAL);
    }

    private static int approximateRank(int m, int n, double ties, double confidence) {
        double z = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - confidence) / 2);
        double pairs = (double) m * n;
        double all = m + n;
        double variance = pairs / 12 * (all + 1 - ties / (all * (all - 1)));
        return Math.max(0, (int) Math.floor(pairs / 2 - z * Math.sqrt(variance)));
    }

    private static double[] differences(double[] from, double[] to, double unknown) {
        double[] differences = new double[from.length * to.length];
        int i = 0;
        for (double target : to) {
            for (double origin : from) {
                double difference = target - origin;
                differences[i++] = Double.isNaN(difference) ? unknown : difference;
            }
        }
        Arrays.sort(differences);
        return differences;
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        if (sorted.length % 2 == 1 || sorted[middle - 1] == sorted[middle]) {
            return sorted[middle];
        }
        return (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The sum of t³ − t over all values that occur t times on both sides together; 0 without ties. */
    private static double ties(double[] from, double[] to) {
        return DoubleStream.concat(Arrays.stream(from), Arrays.stream(to))
                .boxed()
                .collect(Collectors.groupingBy(value -> value, Collectors.counting()))
                .values()
                .stream()
                .mapToDouble(count -> Math.pow(count, 3) - count)
                .sum();
    }
}
