package dev.crossfire.reports.figures;

import dev.crossfire.evidence.RequestRecord;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Requests by cohort and bin. */
public final class RequestTimeline {
    /** More cohorts than this cannot be distinguished in one picture. */
    public static final int MOST_COHORTS = 5;

    private final Bins bins;
    private final Map<Integer, CohortBins> cohorts = new LinkedHashMap<>();
    private final Set<Integer> selecting = new HashSet<>();

    RequestTimeline(Bins bins) {
        this.bins = bins;
    }

    void add(RequestRecord request, long startMicros, boolean late) {
        CohortBins cohort = drawn(request);
        if (cohort != null) {
            cohort.add(request, startMicros, late);
        }
    }

    /** Counts a request as in flight; one that ends before the first bin or begins after the last is in none of them. */
    void occupy(RequestRecord request, long startMicros) {
        if (startMicros + request.latencyMicros() <= bins.fromMicros() || startMicros >= bins.toMicros()) {
            return;
        }
        CohortBins cohort = drawn(request);
        if (cohort != null) {
            cohort.occupy(request, startMicros);
        }
    }

    private @Nullable CohortBins drawn(RequestRecord request) {
        int id = request.cohort();
        if (request.isCopy()) {
            selecting.add(id);
        }
        CohortBins cohort = cohorts.get(id);
        if (cohort == null && cohorts.size() < MOST_COHORTS) {
            cohort = new CohortBins(bins);
            cohorts.put(id, cohort);
        }
        return cohort;
    }

    /** The intervals that are counted. */
    public Bins bins() {
        return bins;
    }

    /** The ids of the cohorts that are counted, in the order in which they came. */
    public List<Integer> ids() {
        return List.copyOf(cohorts.keySet());
    }

    /** Of those, the ones whose requests were sent by no other: their sum is all that was sent. */
    public List<Integer> senders() {
        return cohorts.keySet().stream().filter(id -> !selecting.contains(id)).toList();
    }

    /** A cohort by its id in the string table; null when it sent nothing or is one too many to draw. */
    public @Nullable CohortBins cohort(int id) {
        return cohorts.get(id);
    }
}
