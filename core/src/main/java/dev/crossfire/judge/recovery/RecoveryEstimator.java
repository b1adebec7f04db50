package dev.crossfire.judge.recovery;

/**
 * Says when an episode began and ended, from the requests around its edges.
 *
 * <p>The second of two passes: {@link TroubleFinder} finds episodes, this one reads only their neighbourhoods. Memory:
 * the requests of twice 23 s and the hold. Feed it in order of intended start.
 */
public final class RecoveryEstimator implements RequestSink {
    private final Episode episode;
    private final Tolerance tolerance;
    private final Neighbourhood.Collector head;
    private final Neighbourhood.Collector tail;

    public RecoveryEstimator(Episode episode, Tolerance tolerance) {
        this.episode = episode;
        this.tolerance = tolerance;
        long inside = Episode.REACH_MICROS;
        long beside = Episode.PARTING_MICROS;
        long start = episode.roughStartMicros();
        long end = episode.roughEndMicros();
        head = new Neighbourhood.Collector(
                start - tolerance.holdMicros(), Math.min(episode.firstOutageEndMicros() + beside, start + inside));
        tail = new Neighbourhood.Collector(
                Math.max(episode.lastOutageStartMicros() - beside, end - inside), end + tolerance.holdMicros());
    }

    @Override
    public void accept(long micros, boolean good) {
        head.accept(micros, good);
        tail.accept(micros, good);
    }

    /** The first moment whose requests an estimator of this episode needs, microseconds. */
    public static long needsFrom(Episode episode, Tolerance tolerance) {
        return episode.roughStartMicros() - Math.max(tolerance.holdMicros(), Episode.PARTING_MICROS);
    }

    /** The last moment whose requests it needs, microseconds. */
    public long needsUntil() {
        return episode.roughEndMicros() + Math.max(tolerance.holdMicros(), Episode.PARTING_MICROS);
    }

    /** Whether a moment surely lies within the episode. */
    public boolean isInside(long micros) {
        return episode.roughStartMicros() <= micros && micros <= episode.roughEndMicros();
    }

    /** When the episode began, given what was seen while all was whole. */
    public Bracket onset(Baseline baseline) {
        return new EdgeLocator(head.collected().reversed(), Levels.of(tolerance, baseline))
                .end(-episode.firstOutageEndMicros(), -episode.roughStartMicros(), tolerance.holdMicros())
                .reversed();
    }

    /** When the episode ended; a high end at the last request of the evidence means that it may not have ended. */
    public Bracket end(Baseline baseline) {
        return new EdgeLocator(tail.collected(), Levels.of(tolerance, baseline))
                .end(episode.lastOutageStartMicros(), episode.roughEndMicros(), tolerance.holdMicros());
    }
}
