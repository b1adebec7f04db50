package dev.crossfire.judge.load;

/** Decides whether a number of arrivals differs from the planned one by more than a tenth and by more than chance. */
final class ArrivalTest {
    /** Arrivals may differ from the plan by this share in any interval. */
    static final double SHARE = 0.1;

    /** Arrivals at random, as planned, are called different in at most one of so many comparisons of a cohort. */
    private static final double RARE = 1e6;

    private ArrivalTest() {}

    /**
     * Whether the two differ.
     *
     * @param comparisons how many intervals of the cohort are compared, so that many comparisons find no more by chance
     */
    static boolean differs(long sent, double planned, int comparisons) {
        double distance = Math.abs(sent - planned);
        return distance > Math.max(1, SHARE * planned) && surprise(sent, planned) > Math.log(comparisons * RARE);
    }

    /**
     * The bound by Chernoff (Annals of Mathematical Statistics 23, 1952) on how likely independent arrivals are this far
     * from their mean, as a negative logarithm.
     */
    static double surprise(long sent, double planned) {
        if (sent == 0) {
            return planned;
        }
        return planned <= 0 ? Double.POSITIVE_INFINITY : sent * Math.log(sent / planned) - sent + planned;
    }
}
