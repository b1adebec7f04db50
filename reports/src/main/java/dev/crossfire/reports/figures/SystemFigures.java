package dev.crossfire.reports.figures;

import dev.crossfire.evidence.Probe;
import dev.crossfire.evidence.ProbeSource;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
    private final AlarmSpans alarms = new AlarmSpans();

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
    public static SystemFigures count(ProbeSource probes, Bins bins, long zeroMicros) throws IOException {
        SystemFigures figures = new SystemFigures(bins, zeroMicros);
        probes.forEach(figures::add);
        return figures;
    }

    private void add(Probe probe) {
        long at = ChronoUnit.MICROS.between(Instant.EPOCH, probe.at()) - zeroMicros;
        if (probe instanceof Probe.Serving seen) {
            ServingBins source = source(serving, seen.source(), name -> new ServingBins(bins));
            if (source != null) {
                source.add(at, seen);
            }
        } else if (probe instanceof Probe.Requests seen) {
            ReachedBins source = source(reached, seen.source(), name -> new ReachedBins(bins));
            if (source != null) {
                source.add(at, seen.total());
            }
        } else if (probe instanceof Probe.Alarm alarm) {
            alarms.add(alarm, at);
        } else if (probe instanceof Probe.Deaf deaf) {
            pause(deaf.source(), at);
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
    public AlarmSpans alarms() {
        return alarms;
    }
}
