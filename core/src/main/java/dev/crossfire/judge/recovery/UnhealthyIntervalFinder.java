package dev.crossfire.judge.recovery;

import dev.crossfire.judge.recovery.Episode.UnhealthySpan;
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
        return Episode.join(all, rule.stableForMicros());
    }

    /**
     * A window of one width that slides by request; requests that it does not assign to an unhealthy span pass to a wider
     * one.
     *
     * <p>Passing on only the rest keeps a wide window from stretching a sharp outage by its own width, which would hide a
     * relapse soon after. Memory: the requests of one width.
     */
    private static final class SlidingWindow implements RequestSink {
        private static final long BAD = 1;
        private static final long TROUBLE = 2;
        private static final int FLAG_BITS = 2;

        private final long widthMicros;
        private final BinomialBound bound;
        private final List<UnhealthySpan> spans;
        private final RequestSink rest;
        private long[] alarm = new long[256];
        private long head; // running numbers of the first request in the window, and of the next to come
        private long next;
        private long firstBad; // running number of the first bad request in the window, or of the next to come
        private long lastBad = -1;
        private long marked = -1; // running number of the last request known to lie in an unhealthy span
        private int bad;

        SlidingWindow(long widthMicros, BinomialBound bound, List<UnhealthySpan> spans, RequestSink rest) {
            this.widthMicros = widthMicros;
            this.bound = bound;
            this.spans = spans;
            this.rest = rest;
        }

        @Override
        public void accept(long micros, boolean good) {
            while (head < next && micros(head) <= micros - widthMicros) {
                handOn();
            }
            if (next - head == alarm.length) {
                grow();
            }
            alarm[slot(next)] = micros << FLAG_BITS | (good ? 0 : BAD);
            if (!good) {
                lastBad = next;
                bad++;
            }
            next++;
            if (bound.violates((int) (next - head), bad)) {
                mark();
            }
        }

        /** Hands on all that is left; no more requests may follow. */
        void finish() {
            while (head < next) {
                handOn();
            }
        }

        private void handOn() {
            long request = alarm[slot(head)];
            boolean good = (request & BAD) == 0;
            if (!good) {
                bad--;
            }
            head++;
            if ((request & TROUBLE) == 0) {
                rest.accept(request >> FLAG_BITS, good);
            }
        }

        private void mark() {
            firstBad = Math.max(firstBad, head);
            while ((alarm[slot(firstBad)] & BAD) == 0) {
                firstBad++;
            }
            boolean more = firstBad <= marked;
            long from = more ? marked + 1 : firstBad;
            for (long i = from; i <= lastBad; i++) {
                alarm[slot(i)] |= TROUBLE;
            }
            marked = lastBad;
            long start = more ? spans.remove(spans.size() - 1).startMicros() : micros(firstBad);
            spans.add(new UnhealthySpan(start, micros(lastBad), widthMicros));
        }

        private long micros(long number) {
            return alarm[slot(number)] >> FLAG_BITS;
        }

        private int slot(long number) {
            return (int) (number & (alarm.length - 1));
        }

        private void grow() {
            long[] wider = new long[2 * alarm.length];
            for (long i = head; i < next; i++) {
                wider[(int) (i & (wider.length - 1))] = alarm[slot(i)];
            }
            alarm = wider;
        }
    }
}
