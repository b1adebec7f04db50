package dev.crossfire.judge.recovery;

import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** The smallest impact that a given traffic can show, so that silence is not mistaken for health. */
public final class DetectionLimit {
    private static final double[] WIDTHS_SECONDS = {1, 3, 10};

    private DetectionLimit() {}

    /**
     * How long an impact must last at least to show, in seconds; empty when this traffic cannot show it.
     *
     * @param ratePerSecond requests a second
     * @param severity the bad ratio during the impact, above 0, at most 1
     */
    public static OptionalDouble seconds(HealthThreshold threshold, double ratePerSecond, double severity) {
        BinomialBound bound = new BinomialBound(threshold.badRatio());
        return DoubleStream.of(WIDTHS_SECONDS)
                .filter(width -> ratePerSecond * width >= 1)
                .map(width -> {
                    int inWindow = (int) Math.ceil(ratePerSecond * width);
                    double needed = (bound.quantile(inWindow) + 1) / (ratePerSecond * severity);
                    return needed <= width ? needed : Double.POSITIVE_INFINITY;
                })
                .filter(Double::isFinite)
                .min();
    }
}
