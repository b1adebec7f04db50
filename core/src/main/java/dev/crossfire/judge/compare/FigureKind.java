package dev.crossfire.judge.compare;

/** The figures by which runs are compared. */
public enum FigureKind {
    /** From a fault's effect until a cohort has recovered. */
    RECOVERY_TIME("s", 0.1),
    /** Share of a cohort's requests that failed, over the whole run. */
    ERROR_RATIO("ratio", 0.001),
    /** The 95th percentile of a cohort's latency from the intended start, over the whole run. */
    LATENCY("ms", 5);

    private final String unit;
    private final double leastMargin;

    FigureKind(String unit, double leastMargin) {
        this.unit = unit;
        this.leastMargin = leastMargin;
    }

    String unit() {
        return unit;
    }

    /** What is within this is within what a measurement can show. */
    double leastMargin() {
        return leastMargin;
    }
}
