package dev.crossfire.calibrate.outage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * An outage that is to be planted, before it has its place.
 *
 * @param lengths of its bouts, and of the calm between them: bout, calm, bout …
 */
record OutageRequest(OutageShape shape, List<Duration> lengths) {
    static OutageRequest of(OutageShape shape, double... seconds) {
        List<Duration> lengths = new ArrayList<>();
        for (double length : seconds) {
            lengths.add(Duration.ofMillis(Math.round(length * 1000)));
        }
        return new OutageRequest(shape, lengths);
    }

    /** One of each length, each with one bout. */
    static List<OutageRequest> each(OutageShape shape, double... seconds) {
        List<OutageRequest> requests = new ArrayList<>();
        for (double length : seconds) {
            requests.add(of(shape, length));
        }
        return requests;
    }

    /** From its beginning until nothing of it is left. */
    Duration length() {
        return lengths.stream().reduce(shape.ramp(), Duration::plus);
    }

    Outage at(String id, FailureMode manner, Duration begin) {
        List<OutageInterval> intervals = new ArrayList<>();
        Duration at = begin;
        for (int i = 0; i < lengths.size(); i++) {
            if (i % 2 == 0) {
                intervals.add(new OutageInterval(at, lengths.get(i)));
            }
            at = at.plus(lengths.get(i));
        }
        return new Outage(id, shape, manner, intervals);
    }
}
