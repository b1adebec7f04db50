package dev.crossfire.reports.figures;

import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.reports.figures.CloseUp.RequestPoint;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.IntCountsHistogram;

/** Counts and latencies by cohort and request name, and by cohort alone; at most so many of each are distinguished. */
public final class NameTable {
    /** A simulation that puts an id into each request's name must not fill the memory. */
    private static final int MOST_NAMES = 200;

    private static final int MOST_COHORTS = 20;

    private final Map<RequestKey, RequestRow> names = new LinkedHashMap<>();
    private final Map<Integer, RequestRow> cohorts = new LinkedHashMap<>();
    private long others;

    private record RequestKey(int cohort, int name) {}

    /** Counts and latencies of one cohort's requests, of one name or of all; latencies from the intended start. */
    public static final class RequestRow {
        private final int cohort;
        private final int name;
        /** Three digits, as the judge counts, so that report and verdict show the same percentiles. */
        private final IntCountsHistogram latencies = new IntCountsHistogram(3);

        private long requests;
        private long errors;
        private long late;

        private RequestRow(int cohort, int name) {
            this.cohort = cohort;
            this.name = name;
        }

        private void add(RequestRecord request, RequestPoint.RequestOutcome outcome) {
            requests++;
            errors += outcome == RequestPoint.RequestOutcome.ERROR ? 1 : 0;
            late += outcome == RequestPoint.RequestOutcome.LATE ? 1 : 0;
            latencies.recordValue(Math.max(0, request.latencyMicros()));
        }

        /** The cohort's id in the string table. */
        public int cohort() {
            return cohort;
        }

        /** The request name's id in the string table; 0 for all names of the cohort. */
        public int name() {
            return name;
        }

        /** All requests, at least one. */
        public long requests() {
            return requests;
        }

        /** Of those, the ones with a wrong answer or none. */
        public long errors() {
            return errors;
        }

        /** Of those, the ones with a correct answer later than L. */
        public long late() {
            return late;
        }

        /** A percentile of the latencies, in milliseconds; the 100th is the longest. */
        public double latencyMillis(double percentile) {
            return latencies.getValueAtPercentile(percentile) / 1000.0;
        }
    }

    void add(RequestRecord request, RequestPoint.RequestOutcome outcome) {
        addCohort(request, outcome);
        RequestKey key = new RequestKey(request.cohort(), request.name());
        if (names.containsKey(key) || names.size() < MOST_NAMES) {
            names.computeIfAbsent(key, unseen -> new RequestRow(unseen.cohort(), unseen.name()))
                    .add(request, outcome);
        } else {
            others++;
        }
    }

    /** Counts a request for its cohort alone. */
    void addCohort(RequestRecord request, RequestPoint.RequestOutcome outcome) {
        if (cohorts.containsKey(request.cohort()) || cohorts.size() < MOST_COHORTS) {
            cohorts.computeIfAbsent(request.cohort(), cohort -> new RequestRow(cohort, 0))
                    .add(request, outcome);
        }
    }

    /** Every request name of every cohort; those with the most errors first, then the most frequent. */
    public List<RequestRow> names() {
        return names.values().stream()
                .sorted(Comparator.comparingLong(RequestRow::errors)
                        .thenComparingLong(RequestRow::requests)
                        .reversed())
                .toList();
    }

    /** Every cohort, in the order in which they came. */
    public List<RequestRow> cohorts() {
        return List.copyOf(cohorts.values());
    }

    /** Requests whose names came when too many names were known already. */
    public long others() {
        return others;
    }
}
