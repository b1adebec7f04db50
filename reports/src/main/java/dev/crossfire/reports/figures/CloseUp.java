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
    private final Timeline timeline;
    private final Thinned<Shot> good = new Thinned<>(MOST_GOOD);
    private final Thinned<Shot> bad = new Thinned<>(MOST_BAD);

    CloseUp(Window window) {
        this.window = window;
        timeline = new Timeline(Bins.covering(window.fromMicros(), window.toMicros(), FINEST_BIN_MICROS, MOST_BINS));
    }

    void add(RequestRecord request, long startMicros, Shot.Fate fate) {
        timeline.add(request, startMicros, fate == Shot.Fate.LATE);
        if (window.holds(startMicros)) {
            Shot shot = new Shot(
                    startMicros,
                    request.latencyMicros(),
                    request.cohort(),
                    request.name(),
                    request.status(),
                    request.error(),
                    fate);
            (fate == Shot.Fate.GOOD ? good : bad).add(shot);
        }
    }

    /** Adds a request to the bins of a cohort that selects it; it is a point already. */
    void addSelected(RequestRecord request, long startMicros, Shot.Fate fate) {
        timeline.add(request, startMicros, fate == Shot.Fate.LATE);
    }

    void occupy(RequestRecord request, long startMicros) {
        timeline.occupy(request, startMicros);
    }

    /** Where it looks. */
    public Window window() {
        return window;
    }

    /** The window in fine bins. */
    public Timeline timeline() {
        return timeline;
    }

    /** Good requests, thinned evenly. */
    public Thinned<Shot> good() {
        return good;
    }

    /** Bad requests, thinned evenly above {@link #MOST_BAD}. */
    public Thinned<Shot> bad() {
        return bad;
    }
}
