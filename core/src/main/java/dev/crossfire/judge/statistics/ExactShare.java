package dev.crossfire.judge.statistics;

import org.apache.commons.statistics.interval.BinomialConfidenceInterval;
import org.apache.commons.statistics.interval.Interval;

/**
 * Exact two-sided bounds of a share, by Clopper and Pearson (Biometrika 26, 1934), for the ways in which trials end.
 *
 * <p>Trials that went on until a number of hits had come are not trials of a number fixed before: their bounds come from
 * the order in which such series could have ended (Jennison and Turnbull, Technometrics 25, 1983).
 */
public final class ExactShare {
    private ExactShare() {}

    /**
     * Bounds after as many trials as were meant from the start.
     *
     * @param trials at least 1
     * @param hits 0 to {@code trials}
     * @param confidence as 0.95
     */
    public static FigureBounds ofFixed(int trials, int hits, double confidence) {
        Interval interval = BinomialConfidenceInterval.CLOPPER_PEARSON.fromErrorRate(trials, hits, 1 - confidence);
        return new FigureBounds(interval.getLowerBound(), interval.getUpperBound());
    }

    /**
     * Bounds after trials that ended with, and because of, the last hit.
     *
     * @param trials at least 1
     * @param hits 1 to {@code trials}; the number at which the trials were to end
     * @param confidence as 0.95
     */
    public static FigureBounds ofStoppedAtHit(int trials, int hits, double confidence) {
        if (hits < 1) {
            throw new IllegalArgumentException("no hit is invalid; expected trials that ended with one");
        }
        double high =
                trials == 1 ? 1 : ofFixed(trials - 1, hits - 1, confidence).high();
        return new FigureBounds(ofFixed(trials, hits, confidence).low(), high);
    }

    /** As {@link #ofStoppedAtHit}, where the last trial was none. */
    public static FigureBounds ofStoppedAtMiss(int trials, int hits, double confidence) {
        FigureBounds misses = ofStoppedAtHit(trials, trials - hits, confidence);
        return new FigureBounds(1 - misses.high(), 1 - misses.low());
    }
}
