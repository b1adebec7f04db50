package dev.crossfire.reports.figures;

import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.evidence.RequestSource;
import dev.crossfire.reports.figures.CloseUp.RequestPoint;
import dev.crossfire.reports.figures.CloseUp.Window;
import java.io.IOException;
import java.util.List;
import java.util.function.IntToLongFunction;

/** Everything that is counted of a run's requests for its reports. */
public final class Figures {
    private static final long FINEST_BIN_MICROS = 1_000_000;
    private static final int MOST_BINS = 800;

    private final long zeroMicros;
    private final long judgedEndMicros;
    private final IntToLongFunction limitMicros;
    private final RequestTimeline timeline;
    private final List<CloseUp> closeUps;
    private final ErrorTable errors = new ErrorTable();
    private final NameTable names = new NameTable();
    private final Totals totals = new Totals();
    private RequestSource.RequestIntegrity integrity = new RequestSource.RequestIntegrity(0, -1);

    private Figures(Scope scope) {
        zeroMicros = scope.zeroMicros();
        judgedEndMicros = scope.judgedEndMicros();
        limitMicros = scope.limitMicros();
        timeline = new RequestTimeline(Bins.covering(0, scope.endMicros(), FINEST_BIN_MICROS, MOST_BINS));
        closeUps = scope.windows().stream().map(CloseUp::new).toList();
    }

    /**
     * What to count.
     *
     * @param zeroMicros t = 0, microseconds since the epoch
     * @param endMicros the end of what is drawn, after t = 0
     * @param judgedEndMicros the end of what is judged, after t = 0; what was to start later is drawn and not counted
     * @param windows to show closely
     * @param limitMicros L by the cohort's id; {@link Long#MAX_VALUE} where there is none
     */
    public record Scope(
            long zeroMicros,
            long endMicros,
            long judgedEndMicros,
            List<Window> windows,
            IntToLongFunction limitMicros) {}

    /**
     * Counts every request.
     *
     * @throws IOException when the requests cannot be read
     */
    public static Figures count(RequestSource requests, Scope scope) throws IOException {
        Figures figures = new Figures(scope);
        figures.integrity = requests.forEach(figures::add);
        return figures;
    }

    private void add(RequestRecord request) {
        if (request.isBlocking()) {
            return;
        }
        long start = request.intendedMicros() - zeroMicros;
        timeline.occupy(request, start);
        for (CloseUp closeUp : closeUps) {
            closeUp.occupy(request, start);
        }
        if (!request.isEvidence() && request.isCopy()) {
            return;
        }
        if (!request.isEvidence()) {
            totals.leaveOut(request);
            return;
        }
        RequestPoint.RequestOutcome outcome = outcome(request);
        if (request.isCopy()) {
            addSelected(request, start, outcome);
            return;
        }
        timeline.add(request, start, outcome == RequestPoint.RequestOutcome.LATE);
        for (CloseUp closeUp : closeUps) {
            closeUp.add(request, start, outcome);
        }
        if (start < 0 || start >= judgedEndMicros) {
            totals.leaveOut(request);
            return;
        }
        totals.add(request, outcome, timeline.bins().indexOf(start) >= 0);
        names.add(request, outcome);
        if (outcome == RequestPoint.RequestOutcome.ERROR) {
            errors.add(request, start);
        }
    }

    /** Counts a request for a cohort that selects it; with all others it was counted before. */
    private void addSelected(RequestRecord request, long start, RequestPoint.RequestOutcome outcome) {
        timeline.add(request, start, outcome == RequestPoint.RequestOutcome.LATE);
        for (CloseUp closeUp : closeUps) {
            closeUp.addSelected(request, start, outcome);
        }
        if (start >= 0 && start < judgedEndMicros) {
            totals.addCohort(request);
            names.addCohort(request, outcome);
        }
    }

    private RequestPoint.RequestOutcome outcome(RequestRecord request) {
        if (!request.ok()) {
            return RequestPoint.RequestOutcome.ERROR;
        }
        return request.latencyMicros() > limitMicros.applyAsLong(request.cohort())
                ? RequestPoint.RequestOutcome.LATE
                : RequestPoint.RequestOutcome.GOOD;
    }

    /** The whole run, in bins of a second or longer. */
    public RequestTimeline timeline() {
        return timeline;
    }

    /** One for each injected fault. */
    public List<CloseUp> closeUps() {
        return closeUps;
    }

    /** Errors by name and message. */
    public ErrorTable errors() {
        return errors;
    }

    /** Counts and latencies by request name. */
    public NameTable names() {
        return names;
    }

    /** What is counted over all requests. */
    public Totals totals() {
        return totals;
    }

    /** Whether the file of requests was whole. */
    public RequestSource.RequestIntegrity integrity() {
        return integrity;
    }
}
