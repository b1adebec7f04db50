package dev.crossfire.judge.traffic;

import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.evidence.StringTable;
import dev.crossfire.judge.load.ArrivalCounts;
import dev.crossfire.judge.timeline.Timeline;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts what each cohort sent from t = 0 on, with requests that Crossfire cut short: they were sent. */
final class SentCounter {
    /** A bound that only broken evidence reaches. */
    private static final int MOST_COHORTS = 1_000;

    private final StringTable strings;
    private final Timeline timeline;
    private final Map<Integer, ArrivalCounts> byId = new HashMap<>();
    private final Map<String, ArrivalCounts> byCohort = new TreeMap<>();

    SentCounter(StringTable strings, Timeline timeline) {
        this.strings = strings;
        this.timeline = timeline;
    }

    void accept(RequestRecord request) {
        long start = request.intendedMicros();
        // What a cohort selects was sent by a Gatling scenario, and is counted there.
        if (request.isCopy() || start < timeline.zero() || start >= timeline.end() || request.isWarmUp()) {
            return;
        }
        if (byId.size() < MOST_COHORTS || byId.containsKey(request.cohort())) {
            byId.computeIfAbsent(request.cohort(), this::counts).add(start - timeline.zero(), request.intendedKnown());
        }
    }

    /** Two generators may number one cohort differently. */
    private ArrivalCounts counts(int cohort) {
        return byCohort.computeIfAbsent(strings.text(cohort), name -> new ArrivalCounts());
    }

    /** What was counted, by cohort, sorted. */
    Map<String, ArrivalCounts> byCohort() {
        return Collections.unmodifiableMap(byCohort);
    }
}
