package dev.crossfire.judge.statistics;

/**
 * The bounds of a figure.
 *
 * @param low not less than this; negative infinity when nothing is known
 * @param high not more than this; positive infinity when nothing is known
 */
public record FigureBounds(double low, double high) {
    /** Nothing is known. */
    public static final FigureBounds NONE = new FigureBounds(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    public FigureBounds {
        if (!(low <= high)) {
            throw new IllegalArgumentException(
                    "bounds from " + low + " to " + high + " are invalid; expected low before high");
        }
    }

    /** Whether a value lies within. */
    public boolean hold(double value) {
        return low <= value && value <= high;
    }
}
