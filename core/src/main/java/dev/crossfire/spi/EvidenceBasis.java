package dev.crossfire.spi;

/** What an objective rests on, and so what can make it inconclusive although it was measured. */
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
