package dev.crossfire.judge.recovery;

import dev.crossfire.judge.recovery.Baseline.ErrorLevels;

/**
 * Estimates when an episode began and ended, from the requests around its edges.
 *
 * <p>The second of two passes: {@link UnhealthyIntervalFinder} finds episodes, this one reads only their
 * neighbourhoods. Memory: the requests of twice 23 s and the stable-for time. Feed it in order of intended start.
 */
public final class RecoveryEstimator implements RequestSink {
    /** Later than any moment of any run, and far from an overflow. */
    private static final long NEVER = Long.MAX_VALUE / 4;

    private final Episode episode;
    private final HealthThreshold threshold;
    private final EdgeWindow.Collector head;
    private final EdgeWindow.Collector tail;
    private final boolean waits;
    private final long tailFrom;
    private long firstAfter = NEVER;
    private long lastBad = Long.MIN_VALUE;
    private long firstGoodAfter = NEVER;

    /** An estimator for requests that come whether earlier ones were answered or not. */
    public RecoveryEstimator(Episode episode, HealthThreshold threshold) {
        this(episode, threshold, false);
    }

    /**
     * An estimator.
     *
     * @param waits users send nothing while they wait: then the end lies in a silence, and is sought beyond it
     */
    public RecoveryEstimator(Episode episode, HealthThreshold threshold, boolean waits) {
        this.waits = waits;
        this.episode = episode;
        this.threshold = threshold;
        long inside = Episode.REACH_MICROS;
        // The nearest other episode is a stable-for time away, and an edge found there would be its own.
        long beside = Math.min(Episode.PARTING_MICROS, threshold.stableForMicros() - 1);
        long start = episode.roughStartMicros();
        long end = episode.roughEndMicros();
        head = new EdgeWindow.Collector(
                start - threshold.stableForMicros(), Math.min(episode.firstOutageEndMicros() + beside, start + inside));
        tailFrom = Math.max(episode.lastOutageStartMicros() - beside, end - inside);
        tail = new EdgeWindow.Collector(tailFrom, waits ? NEVER : end + threshold.stableForMicros());
    }

    @Override
    public void accept(long micros, boolean good) {
        head.accept(micros, good);
        if (micros > episode.roughEndMicros()) {
            firstAfter = Math.min(firstAfter, micros);
        }
        if (!good && micros <= episode.roughEndMicros()) {
            lastBad = micros;
            firstGoodAfter = NEVER;
        } else if (good) {
            firstGoodAfter = Math.min(firstGoodAfter, micros);
        }
        if (micros <= after(threshold.stableForMicros())) {
            tail.accept(micros, good);
        }
    }

    /** So long after the episode; where users wait, after the first of them who is seen again. */
    private long after(long micros) {
        long from = waits ? firstAfter : episode.roughEndMicros();
        return Math.min(NEVER, from) + micros;
    }

    /** The first moment whose requests an estimator of this episode needs, microseconds. */
    public static long needsFrom(Episode episode, HealthThreshold threshold) {
        return episode.roughStartMicros() - Math.max(threshold.stableForMicros(), Episode.PARTING_MICROS);
    }

    /** The last moment whose requests it needs, microseconds. */
    public long needsUntil() {
        return after(Math.max(threshold.stableForMicros(), Episode.PARTING_MICROS));
    }

    /** Whether a moment surely lies within the episode. */
    public boolean isInside(long micros) {
        return episode.roughStartMicros() <= micros && micros <= episode.roughEndMicros();
    }

    /** When the episode began, given the baseline. */
    public Bracket onset(Baseline baseline) {
        Bracket onset = new EdgeLocator(head.collected().reversed(), ErrorLevels.of(threshold, baseline))
                .end(-episode.firstOutageEndMicros(), -episode.roughStartMicros(), threshold.stableForMicros())
                .reversed();
        // Users who wait one after the other form a ramp, whose foot lies before the first of them.
        return waits
                ? new Bracket(
                        onset.lowMicros(), onset.bestMicros(), Math.max(onset.highMicros(), episode.roughStartMicros()))
                : onset;
    }

    /** When the episode ended; a high end at the last request of the evidence means that it may not have ended. */
    public Bracket end(Baseline baseline) {
        if (waits && firstAfter == NEVER) {
            // No user was seen again: users wait to the end of the evidence.
            long last = episode.roughEndMicros();
            return new Bracket(last, last, last);
        }
        if (waits && lastBad < tailFrom) {
            return unseen();
        }
        long end = waits ? lastBad : episode.roughEndMicros();
        return new EdgeLocator(tail.collected(), ErrorLevels.of(threshold, baseline))
                .end(Math.min(end, episode.lastOutageStartMicros()), end, after(threshold.stableForMicros()) - end);
    }

    /**
     * The end where no request was sent for long before it: after the last bad request and before the first good one
     * since.
     */
    private Bracket unseen() {
        long low = lastBad == Long.MIN_VALUE ? episode.roughStartMicros() : lastBad;
        long high = Math.max(episode.roughEndMicros(), firstGoodAfter == NEVER ? low : firstGoodAfter);
        return new Bracket(low, Math.max(low, episode.roughEndMicros()), Math.max(low, high));
    }
}
