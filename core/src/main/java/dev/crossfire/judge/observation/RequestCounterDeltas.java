package dev.crossfire.judge.observation;

import dev.crossfire.evidence.Evidence;
import dev.crossfire.judge.timeline.Micros;
import dev.crossfire.judge.timeline.Timeline;
import dev.crossfire.model.objective.ObjectiveSettings.EvidenceSource;
import dev.crossfire.spi.ExternalObservations.RequestCounterDelta;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How many requests users sent and how many reached the system, between two readings of the system's counter.
 *
 * <p>What users sent is counted by tenths of a second, and shared out evenly where a reading falls into one.
 */
final class RequestCounterDeltas {
    private static final int MOST_READINGS = 100_000;
    private static final double BIN_SECONDS = 0.1;
    /** Readings further apart than this, in seconds, do not show what was between them. */
    private static final double LONGEST_GAP = 5;

    private static final long BIN_MICROS = 100_000;

    private final Timeline timeline;
    private final List<CounterReading> readings = new ArrayList<>();

    private record CounterReading(double at, double total) {}

    RequestCounterDeltas(Timeline timeline) {
        this.timeline = timeline;
    }

    /** Adds a reading of the counter; false when there were too many. */
    boolean count(double at, double total) {
        return readings.size() < MOST_READINGS && readings.add(new CounterReading(at, total));
    }

    /**
     * The intervals that lie within the load; none where no objective needs them, because they take a pass over the
     * requests.
     */
    List<RequestCounterDelta> all(Evidence evidence) throws IOException {
        boolean needed = evidence.plan().scenario().objectives().stream()
                .anyMatch(objective -> objective.settings().sources().contains(EvidenceSource.REQUESTS));
        if (!needed || readings.size() < 2) {
            return List.of();
        }
        double end = Micros.seconds(timeline.end() - timeline.zero());
        double[] sent = sent(evidence, end);
        List<RequestCounterDelta> beats = new ArrayList<>();
        CounterReading from = readings.get(0);
        double gap = 0;
        for (int i = 1; i < readings.size(); i++) {
            CounterReading until = readings.get(i);
            gap = Math.max(gap, until.at - readings.get(i - 1).at);
            // A counter that is read each second may be updated each quarter of a minute, so an interval lasts until
            // the count changes.
            if (until.total == from.total) {
                continue;
            }
            // A counter that went back was restarted in between; what it had counted by then is unknown.
            if (gap <= LONGEST_GAP && from.at >= 0 && until.at <= end && until.total > from.total) {
                double users = before(sent, until.at) - before(sent, from.at);
                beats.add(new RequestCounterDelta(from.at, until.at, users, until.total - from.total));
            }
            from = until;
            gap = 0;
        }
        return beats;
    }

    /** How many requests users had sent by the beginning of each bin. */
    private double[] sent(Evidence evidence, double end) throws IOException {
        double[] bins = new double[(int) Math.ceil(end / BIN_SECONDS) + 2];
        evidence.requests().forEach(request -> {
            long start = request.intendedMicros() + request.lagMicros() - timeline.zero();
            if (!request.isCopy() && start >= 0 && start / BIN_MICROS + 1 < bins.length) {
                bins[(int) (start / BIN_MICROS) + 1]++;
            }
        });
        for (int i = 1; i < bins.length; i++) {
            bins[i] += bins[i - 1];
        }
        return bins;
    }

    private static double before(double[] sums, double at) {
        double place = at / BIN_SECONDS;
        int bin = Math.min((int) place, sums.length - 2);
        return sums[bin] + (place - bin) * (sums[bin + 1] - sums[bin]);
    }
}
