package dev.crossfire.reports.figures;

import dev.crossfire.evidence.RequestRecord;

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

    void add(RequestRecord request, long startMicros, RequestPoint.Fate fate) {
        timeline.add(request, startMicros, fate == RequestPoint.Fate.LATE);
        if (window.holds(startMicros)) {
            RequestPoint point = new RequestPoint(
                    startMicros,
                    request.latencyMicros(),
                    request.cohort(),
                    request.name(),
                    request.status(),
                    request.error(),
                    fate);
            (fate == RequestPoint.Fate.GOOD ? good : bad).add(point);
        }
    }

    /** Adds a request to the bins of a cohort that selects it; it is a point already. */
    void addSelected(RequestRecord request, long startMicros, RequestPoint.Fate fate) {
        timeline.add(request, startMicros, fate == RequestPoint.Fate.LATE);
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
}
