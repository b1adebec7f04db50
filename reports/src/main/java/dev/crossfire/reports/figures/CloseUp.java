package dev.crossfire.reports.figures;

import dev.crossfire.evidence.RequestRecord;
import java.util.ArrayList;
import java.util.List;

/** A fault's window, in fine bins and request by request. */
public final class CloseUp {
    /** Bad requests drawn for one fault. */
    public static final int MOST_BAD = 3000;
    /** Good requests drawn for one fault. */
    public static final int MOST_GOOD = 1200;

    private static final long FINEST_BIN_MICROS = 100_000;
    private static final int MOST_BINS = 400;

    private final Window window;
    private final RequestTimeline timeline;
    private final SampledStream<RequestPoint> good = new SampledStream<>(MOST_GOOD);
    private final SampledStream<RequestPoint> bad = new SampledStream<>(MOST_BAD);

    CloseUp(Window window) {
        this.window = window;
        timeline = new RequestTimeline(
                Bins.covering(window.fromMicros(), window.toMicros(), FINEST_BIN_MICROS, MOST_BINS));
    }

    void add(RequestRecord request, long startMicros, RequestPoint.RequestOutcome outcome) {
        timeline.add(request, startMicros, outcome == RequestPoint.RequestOutcome.LATE);
        if (window.holds(startMicros)) {
            RequestPoint point = new RequestPoint(
                    startMicros,
                    request.latencyMicros(),
                    request.cohort(),
                    request.name(),
                    request.status(),
                    request.error(),
                    outcome);
            (outcome == RequestPoint.RequestOutcome.GOOD ? good : bad).add(point);
        }
    }

    /** Adds a request to the bins of a cohort that selects it; it is a point already. */
    void addSelected(RequestRecord request, long startMicros, RequestPoint.RequestOutcome outcome) {
        timeline.add(request, startMicros, outcome == RequestPoint.RequestOutcome.LATE);
    }

    void occupy(RequestRecord request, long startMicros) {
        timeline.occupy(request, startMicros);
    }

    /** The interval that it shows. */
    public Window window() {
        return window;
    }

    /** The window in fine bins. */
    public RequestTimeline timeline() {
        return timeline;
    }

    /** Good requests, thinned evenly. */
    public SampledStream<RequestPoint> good() {
        return good;
    }

    /** Bad requests, thinned evenly above {@link #MOST_BAD}. */
    public SampledStream<RequestPoint> bad() {
        return bad;
    }

    /**
     * At most so many of a stream, evenly spread over it: every one, then every second, every fourth …
     *
     * <p>The same stream leaves the same ones.
     */
    public static final class SampledStream<T> {
        private final int most;
        private final List<T> kept = new ArrayList<>();
        private long seen;
        private long every = 1;

        /** Keeps at most so many, at least two. */
        public SampledStream(int most) {
            this.most = most;
        }

        /** Takes the next one into account. */
        public void add(T next) {
            if (seen++ % every != 0) {
                return;
            }
            if (kept.size() == most) {
                halve();
                if ((seen - 1) % every != 0) {
                    return;
                }
            }
            kept.add(next);
        }

        /** What was kept, in the stream's order. */
        public List<T> kept() {
            return List.copyOf(kept);
        }

        /** How many there were. */
        public long seen() {
            return seen;
        }

        private void halve() {
            for (int i = 0; 2 * i < kept.size(); i++) {
                kept.set(i, kept.get(2 * i));
            }
            kept.subList((kept.size() + 1) / 2, kept.size()).clear();
            every *= 2;
        }
    }

    /**
     * The interval around a fault that is shown closely, in microseconds after t = 0.
     *
     * @param fault the fault's id
     * @param injectedMicros when it was injected
     */
    public record Window(String fault, long injectedMicros, long fromMicros, long toMicros) {
        /** Whether a moment lies in it. */
        public boolean holds(long micros) {
            return micros >= fromMicros && micros < toMicros;
        }
    }

    /**
     * One request as a point.
     *
     * @param startMicros the intended start after t = 0
     * @param latencyMicros from the intended start to the end
     * @param cohort the cohort's id in the string table
     * @param name the request name's id in the string table
     * @param status the HTTP status, 0 when there was none
     * @param error the error message's id in the string table, 0 when there was none
     * @param outcome whether it was good, late or an error
     */
    public record RequestPoint(
            long startMicros, long latencyMicros, int cohort, int name, int status, int error, RequestOutcome outcome) {
        /** What became of a request. */
        public enum RequestOutcome {
            GOOD,
            LATE,
            ERROR
        }
    }
}
