package dev.crossfire.judge.compare;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The values of a figure in the runs of one side: a lower and an upper bound each, where it was not seen. */
final class FigureValues {
    private final double[] least;
    private final double[] most;

    /**
     * Values of a side.
     *
     * @param least of every run, infinite where a recovery did not end
     * @param most of the same runs in the same order; infinite where nothing bounds it
     */
    FigureValues(double[] least, double[] most) {
        this.least = least.clone();
        this.most = most.clone();
    }

    /** Values of which every one was seen. */
    FigureValues(double[] seen) {
        this(seen, seen);
    }

    int count() {
        return least.length;
    }

    double[] least() {
        return least;
    }

    double[] most() {
        return most;
    }

    /** In how many runs the value was not seen. */
    long unseen() {
        return IntStream.range(0, count()).filter(this::isUnseen).count();
    }

    /** The most that one of those may be; 0 without them. */
    double mostUnseen() {
        return IntStream.range(0, count())
                .filter(this::isUnseen)
                .mapToDouble(i -> most[i])
                .max()
                .orElse(0);
    }

    private boolean isUnseen(int run) {
        return least[run] < most[run];
    }

    /** The median of what each is at least; null when there is none or it is infinite. */
    @Nullable
    Double median() {
        if (count() == 0) {
            return null;
        }
        double[] sorted = least.clone();
        Arrays.sort(sorted);
        double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
        return Double.isInfinite(median) ? null : median;
    }
}
