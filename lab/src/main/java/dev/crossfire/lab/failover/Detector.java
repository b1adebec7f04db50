package dev.crossfire.lab.failover;

/** Decides from single probes whether a server is dead: so many failures in a row, no less. */
final class Detector {
    /** The conclusion from the probes so far. */
    enum ProbeVerdict {
        /** It answers, as it did before. */
        HEALTHY,
        /** It did not answer, but that can happen. */
        MISSED,
        /** It answers again before it was considered failed. */
        BACK,
        /** It is considered failed from this probe on. */
        DEAD
    }

    private final int threshold;
    private int missed;

    Detector(int threshold) {
        if (threshold < 1) {
            throw new IllegalArgumentException("probe failures must be at least 1, found " + threshold);
        }
        this.threshold = threshold;
    }

    /** Takes one probe's result into account; after a death it starts over. */
    ProbeVerdict observe(boolean answered) {
        if (answered) {
            ProbeVerdict verdict = missed > 0 ? ProbeVerdict.BACK : ProbeVerdict.HEALTHY;
            missed = 0;
            return verdict;
        }
        if (++missed < threshold) {
            return ProbeVerdict.MISSED;
        }
        missed = 0;
        return ProbeVerdict.DEAD;
    }

    /** Forgets what was missed. */
    void reset() {
        missed = 0;
    }
}
