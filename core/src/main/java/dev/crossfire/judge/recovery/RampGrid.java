package dev.crossfire.judge.recovery;

/** The log-likelihood of ramps whose start and end lie on a grid of equal bins over an interval. */
final class RampGrid {
    private static final int STEPS = 256; // of a ramp's height, for which logarithms are taken once

    private final EdgeWindow requests;
    private final ErrorLevels levels;
    private final double from;
    private final double bin;
    private final int[] before; // requests before each bin's left edge
    private final double[] logBad = new double[STEPS];
    private final double[] logGood = new double[STEPS];
    private int rampStart;
    private double plateauLogLikelihood;

    RampGrid(EdgeWindow requests, ErrorLevels levels, double from, double to, int bins) {
        this.requests = requests;
        this.levels = levels;
        this.from = from;
        this.bin = (to - from) / bins;
        before = new int[bins + 1];
        for (int i = 0; i <= bins; i++) {
            before[i] = requests.requestsBefore(micros(i));
        }
    }

    /** The bin edge nearest to a moment. */
    int edge(double micros) {
        return (int) Math.max(0, Math.min(before.length - 1, Math.round((micros - from) / bin)));
    }

    double micros(int edge) {
        return from + edge * bin;
    }

    /** The bad ratio of all requests before an edge. */
    double plateauBefore(int edge) {
        return ErrorLevels.estimate(before[edge], requests.badBefore(before[edge]));
    }

    /** Fixes where the next ramps begin, and from which bad ratio they go down. */
    void begin(int edge, double plateau) {
        rampStart = edge;
        int outside = before[edge];
        plateauLogLikelihood = ErrorLevels.logLikelihood(outside, requests.badBefore(outside), plateau);
        for (int i = 0; i < STEPS; i++) {
            double ratio = plateau + (levels.base() - plateau) * (i + 0.5) / STEPS;
            logBad[i] = Math.log(ratio);
            logGood[i] = Math.log1p(-ratio);
        }
    }

    /** The log-likelihood of a ramp that ends at an edge after the one at which it began. */
    double logLikelihood(int end) {
        double sum = plateauLogLikelihood;
        double scale = (double) STEPS / (end - rampStart);
        for (int i = rampStart; i < end; i++) {
            int all = before[i + 1] - before[i];
            if (all > 0) {
                int bad = requests.badBefore(before[i + 1]) - requests.badBefore(before[i]);
                int step = (int) ((i + 0.5 - rampStart) * scale);
                sum += bad * logBad[step] + (all - bad) * logGood[step];
            }
        }
        int rest = requests.size() - before[end];
        int restBad = requests.badBefore(requests.size()) - requests.badBefore(before[end]);
        return sum + ErrorLevels.logLikelihood(rest, restBad, levels.base());
    }
}
