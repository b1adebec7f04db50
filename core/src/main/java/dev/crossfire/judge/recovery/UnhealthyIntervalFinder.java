package dev.crossfire.judge.recovery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Finds the intervals in which a stream of requests was unhealthy, in one pass.
 *
 * <p>Windows of 1, 3 and 10 s slide by request; one violates when its bad requests exceed the exact binomial bound.
 * Small windows catch outages, wide ones small impacts in what the small ones leave. Memory: the requests of 14 s.
 */
public final class UnhealthyIntervalFinder implements RequestSink {
    private static final long SECOND = TimeUnit.SECONDS.toMicros(1);

    private final List<List<UnhealthySpan>> spans = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    private final SlidingWindow wide;
    private final SlidingWindow middle;
    private final SlidingWindow narrow;
    private final HealthThreshold rule;

    public UnhealthyIntervalFinder(HealthThreshold rule) {
        this.rule = rule;
        BinomialBound bound = new BinomialBound(rule.badRatio());
        wide = new SlidingWindow(10 * SECOND, bound, spans.get(2), (micros, good) -> {});
        middle = new SlidingWindow(3 * SECOND, bound, spans.get(1), wide);
        narrow = new SlidingWindow(SECOND, bound, spans.get(0), middle);
    }

    @Override
    public void accept(long micros, boolean good) {
        narrow.accept(micros, good);
    }

    /**
     * Ends the stream and returns its episodes by time: spans closer than the rule's stable-for time are one episode.
     */
    public List<Episode> finish() {
        narrow.finish();
        middle.finish();
        wide.finish();
        List<UnhealthySpan> all = new ArrayList<>();
        spans.forEach(all::addAll);
        all.sort(Comparator.comparingLong(UnhealthySpan::startMicros));
        return Episode.join(all, rule.holdMicros());
    }
}
