package dev.crossfire.judge.impact;

import dev.crossfire.judge.recovery.Baseline;
import dev.crossfire.judge.recovery.Bracket;
import dev.crossfire.judge.recovery.Episode;
import dev.crossfire.judge.recovery.HealthThreshold;
import dev.crossfire.judge.recovery.RecoveryEstimator;
import dev.crossfire.judge.recovery.RequestSink;
import java.util.ArrayList;
import java.util.List;

/**
 * Locates the edges of one series' episodes as its requests go by; keeps the requests of two neighbourhoods at most.
 */
final class EdgeSearch implements RequestSink {
    private final List<Episode> episodes;
    private final HealthThreshold threshold;
    private final long baselineUntil;
    private final String name;
    private final boolean waits;
    private final long wait;
    private final List<RecoveryEstimator> open = new ArrayList<>();
    private final List<UnhealthyInterval> located = new ArrayList<>();
    private int next;
    private long baselineRequests;
    private long baselineBad;

    /**
     * @param baselineUntil before this moment requests outside episodes are the baseline
     * @param waits users send nothing while they wait for their answers
     * @param wait how long after its intended start a request may have reached the system, microseconds
     */
    EdgeSearch(
            List<Episode> episodes,
            HealthThreshold threshold,
            long baselineUntil,
            String name,
            boolean waits,
            long wait) {
        this.episodes = episodes;
        this.threshold = threshold;
        this.baselineUntil = baselineUntil;
        this.name = name;
        this.waits = waits;
        this.wait = wait;
    }

    @Override
    public void accept(long micros, boolean good) {
        while (next < episodes.size() && RecoveryEstimator.needsFrom(episodes.get(next), threshold) <= micros) {
            open.add(new RecoveryEstimator(episodes.get(next), threshold, waits));
            next++;
        }
        while (!open.isEmpty() && open.get(0).needsUntil() < micros) {
            locateFirst();
        }
        if (micros < baselineUntil && open.stream().noneMatch(one -> one.isInside(micros))) {
            baselineRequests++;
            baselineBad += good ? 0 : 1;
        }
        open.forEach(one -> one.accept(micros, good));
    }

    /** Ends the stream and returns where each episode was. */
    List<UnhealthyInterval> finish() {
        while (!open.isEmpty()) {
            locateFirst();
        }
        return List.copyOf(located);
    }

    private void locateFirst() {
        RecoveryEstimator done = open.remove(0);
        Baseline baseline = new Baseline(baselineRequests, baselineBad);
        located.add(new UnhealthyInterval(widened(done.onset(baseline)), widened(done.end(baseline)), name, false));
    }

    /**
     * As requests are placed by their intended starts and meet the system later, an edge of the system's may lie so much
     * later, too.
     */
    private Bracket widened(Bracket bracket) {
        return new Bracket(bracket.lowMicros(), bracket.bestMicros(), bracket.highMicros() + wait);
    }
}
