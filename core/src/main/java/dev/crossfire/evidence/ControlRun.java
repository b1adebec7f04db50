package dev.crossfire.evidence;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The figures of a run without faults that other runs are compared with; kept as {@code control.json} in the compared
 * run's directory, so that it can be judged again without the former.
 *
 * @param run the control run's name
 * @param cohorts by name, sorted
 */
public record ControlRun(String schema, String run, Map<String, Series> cohorts) {
    public static final String SCHEMA = "crossfire/control/v1";

    public ControlRun {
        cohorts = Collections.unmodifiableMap(new TreeMap<>(cohorts));
    }

    /**
     * A cohort's requests over time.
     *
     * @param requests by the tenth of a second after t = 0 in which they were to start
     * @param bad those of them that were wrong, late or without an answer
     */
    public record Series(List<Integer> requests, List<Integer> bad) {
        public Series {
            requests = List.copyOf(requests);
            bad = List.copyOf(bad);
            if (requests.size() != bad.size()) {
                throw new IllegalArgumentException(
                        requests.size() + " counts of requests with " + bad.size() + " of bad ones");
            }
        }
    }
}
