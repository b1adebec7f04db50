package dev.crossfire.spi;

/** The kind of evidence on which an objective is judged, which decides what can make it inconclusive. */
public enum EvidenceBasis {
    /**
     * The requests and their times as the load generator recorded them: a generator that starved, a clock that was set or a
     * gap in the record voids it.
     */
    REQUESTS,
    /** Times by this machine's clock, but no requests: only a clock that was set voids it. */
    TIMES,
    /** Counts alone: none of these voids it. */
    COUNTS
}
