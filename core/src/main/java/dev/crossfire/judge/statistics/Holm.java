package dev.crossfire.judge.statistics;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Keeps several tests within one risk: the chance that any of them is wrong stays below the level (Holm, Scandinavian
 * Journal of Statistics 6, 1979).
 */
public final class Holm {
    private Holm() {}

    /** The chances adjusted for their number, in the order in which they were given. */
    public static double[] adjusted(double[] chances) {
        List<Integer> order = IntStream.range(0, chances.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> chances[i]))
                .toList();
        double[] adjusted = new double[chances.length];
        double largest = 0;
        for (int i = 0; i < order.size(); i++) {
            int at = order.get(i);
            largest = Math.max(largest, Math.min(1, (chances.length - i) * chances[at]));
            adjusted[at] = largest;
        }
        return adjusted;
    }

    /**
     * How many values a side it takes before two samples that are wholly apart differ at a level.
     *
     * @param questions tested at once
     */
    public static int leastASide(int questions, double level) {
        int values = 1;
        while (2 * RankDistribution.atMost(0, values, values) * questions > level) {
            values++;
        }
        return values;
    }
}
