package dev.crossfire.judge.objective;

/**
 * By how much one share is larger than another, with one-sided bounds made of the two shares' own (Zou and Donner,
 * Statistics in Medicine 27, 2008; Newcombe, Statistics in Medicine 17, 1998).
 *
 * @param value what was observed
 * @param low not less than this, when errors come in clusters
 * @param high not more than this, when errors come in clusters
 * @param seenLow not less than this for the requests that were sent in just these seconds, each for itself
 */
record ShareDifference(double value, double low, double high, double seenLow) {
    /** The first share minus the second; both take the larger design effect, for either may show how errors cluster. */
    static ShareDifference of(BadShare first, BadShare second, double confidence) {
        double design = Math.max(first.design(), second.design());
        BadShare clustered = first.under(design);
        BadShare other = second.under(design);
        return new ShareDifference(
                first.ratio() - second.ratio(),
                low(clustered, other, confidence),
                -low(other, clustered, confidence),
                low(first.under(1), second.under(1), confidence));
    }

    private static double low(BadShare first, BadShare second, double confidence) {
        double down = first.ratio() - first.low(confidence);
        double up = second.high(confidence) - second.ratio();
        return first.ratio() - second.ratio() - Math.hypot(down, up);
    }
}
