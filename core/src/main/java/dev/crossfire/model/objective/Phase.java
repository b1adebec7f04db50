package dev.crossfire.model.objective;

/** An interval of a run over which figures are counted. */
public enum Phase {
    /** From t = 0 until the fault was injected: the baseline. */
    BEFORE,
    /** From the fault's effect until the cohort recovered. */
    IMPACT,
    /** From recovery until the end of load. */
    AFTER,
    /** While any cohort's rate is above its base. */
    SPIKE,
    /** From t = 0 until the end of load. */
    WHOLE
}
