package dev.crossfire.reports.figures;

import dev.crossfire.evidence.Observation;
import dev.crossfire.evidence.ObservationSource;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The results of external checks: replicas serving, requests that reached the system, alarms. */
public final class SystemFigures {
    /** More sources than this cannot be distinguished in one picture. */
    private static final int MOST_SOURCES = 4;

    private final Bins bins;
    private final long zeroMicros;
    private final Map<String, ServingBins> serving = new LinkedHashMap<>();
    private final Map<String, ReachedBins> reached = new LinkedHashMap<>();
    private final AlarmIntervals alarms = new AlarmIntervals();

    private SystemFigures(Bins bins, long zeroMicros) {
        this.bins = bins;
        this.zeroMicros = zeroMicros;
    }

    /**
     * Counts everything that was seen; a line that was cut short is left out.
     *
     * @param zeroMicros t = 0, microseconds since the epoch
     * @throws IOException when it cannot be read
     */
    public static SystemFigures count(ObservationSource observations, Bins bins, long zeroMicros) throws IOException {
        SystemFigures figures = new SystemFigures(bins, zeroMicros);
        observations.forEach(figures::add);
        return figures;
    }

    private void add(Observation observation) {
        long at = ChronoUnit.MICROS.between(Instant.EPOCH, observation.at()) - zeroMicros;
        if (observation instanceof Observation.Serving seen) {
            ServingBins source = source(serving, seen.source(), name -> new ServingBins(bins));
            if (source != null) {
                source.add(at, seen);
            }
        } else if (observation instanceof Observation.Requests seen) {
            ReachedBins source = source(reached, seen.source(), name -> new ReachedBins(bins));
            if (source != null) {
                source.add(at, seen.total());
            }
        } else if (observation instanceof Observation.Alarm alarm) {
            alarms.add(alarm, at);
        } else if (observation instanceof Observation.SourceUnreachable unreachable) {
            pause(unreachable.source(), at);
        }
    }

    private void pause(String source, long at) {
        ServingBins replicas = serving.get(source);
        if (replicas != null) {
            replicas.pause(at);
        }
        ReachedBins requests = reached.get(source);
        if (requests != null) {
            requests.pause();
        }
    }

    private static <T> @Nullable T source(Map<String, T> sources, String name, Function<String, T> first) {
        return sources.containsKey(name) || sources.size() < MOST_SOURCES ? sources.computeIfAbsent(name, first) : null;
    }

    /** Replicas serving, by source. */
    public Map<String, ServingBins> serving() {
        return Collections.unmodifiableMap(serving);
    }

    /** Requests that reached the system, by source. */
    public Map<String, ReachedBins> reached() {
        return Collections.unmodifiableMap(reached);
    }

    /** Recorded alarms. */
    public AlarmIntervals alarms() {
        return alarms;
    }

    /** The fewest replicas that one source saw serving in each bin. */
    public static final class ServingBins {
        private static final int UNKNOWN = -1;

        private final Bins bins;
        private final int[] fewest;
        private int known;
        /** The last bin that was filled, and what was seen there. */
        private int lastBin = UNKNOWN;

        private int last = UNKNOWN;

        ServingBins(Bins bins) {
            this.bins = bins;
            fewest = new int[bins.count()];
            Arrays.fill(fewest, UNKNOWN);
        }

        void add(long atMicros, Observation.Serving seen) {
            known = Math.max(known, seen.known());
            fillUntil(atMicros);
            int bin = bins.indexOf(atMicros);
            if (bin >= 0) {
                fewest[bin] = fewest[bin] == UNKNOWN ? seen.serving() : Math.min(fewest[bin], seen.serving());
            }
            last = seen.serving();
        }

        /** From now on nothing is known until the source is reached again. */
        void pause(long atMicros) {
            fillUntil(atMicros);
            last = UNKNOWN;
        }

        /** A source may be polled less often than once a bin; in between its last value counts. */
        private void fillUntil(long atMicros) {
            int bin = atMicros >= bins.toMicros() ? bins.count() : Math.max(bins.indexOf(atMicros), UNKNOWN);
            for (int i = lastBin + 1; i < bin; i++) {
                fewest[i] = fewest[i] == UNKNOWN ? last : fewest[i];
            }
            lastBin = Math.max(lastBin, bin - 1);
        }

        /** The most replicas that were known at any time. */
        public int known() {
            return known;
        }

        /** The fewest that served in a bin; null where no source reported it. */
        public @Nullable Integer fewest(int bin) {
            return fewest[bin] == UNKNOWN ? null : (Integer) fewest[bin];
        }
    }

    /** Requests that reached the system a second by one source's counter, spread evenly between two readings of it. */
    public static final class ReachedBins {
        /** A bin of which less than this share was observed has no figure. */
        private static final double LEAST_SEEN = 0.5;

        private final Bins bins;
        private final double[] requests;
        private final long[] seenMicros;
        private long lastMicros;
        private double lastTotal = Double.NaN;

        ReachedBins(Bins bins) {
            this.bins = bins;
            requests = new double[bins.count()];
            seenMicros = new long[bins.count()];
        }

        void add(long atMicros, double total) {
            // A counter that is smaller than before was restarted, and what it missed is unknown.
            if (total >= lastTotal && atMicros > lastMicros) {
                spread(lastMicros, atMicros, total - lastTotal);
            }
            lastMicros = atMicros;
            lastTotal = total;
        }

        /** The source cannot be reached; what it counts in that time is not known to the second. */
        void pause() {
            lastTotal = Double.NaN;
        }

        private void spread(long from, long to, double more) {
            long begin = Math.max(from, bins.fromMicros());
            long end = Math.min(to, bins.toMicros());
            while (begin < end) {
                int bin = bins.indexOf(begin);
                long until = Math.min(end, bins.endMicros(bin));
                requests[bin] += more * (until - begin) / (to - from);
                seenMicros[bin] += until - begin;
                begin = until;
            }
        }

        /** Requests a second in a bin; null where the counter was not read often enough. */
        public @Nullable Double perSecond(int bin) {
            double share = seenMicros[bin] / 1e6 / bins.widthSeconds(bin);
            return share < LEAST_SEEN ? null : (Double) (requests[bin] / (seenMicros[bin] / 1e6));
        }
    }
}
