package dev.crossfire.judge.recovery;

import java.util.ArrayList;
import java.util.List;

/**
 * A candidate for an unhealthy interval: unhealthy spans with less than the stable-for time between them. The search
 * for its edges makes an unhealthy interval of it.
 */
public final class Episode {
    /** How far from an edge its neighbourhood reaches into the outage. */
    static final long REACH_MICROS = 20_000_000;

    /** A gap this long inside an episode parts one outage from the next: their ratios are not mixed. */
    static final long PARTING_MICROS = 3_000_000;

    private final List<UnhealthySpan> spans;
    private final long roughEndMicros;

    private Episode(List<UnhealthySpan> spans) {
        this.spans = spans;
        // Asked for at every request.
        roughEndMicros =
                spans.stream().mapToLong(UnhealthySpan::endMicros).max().orElseThrow();
    }

    static List<Episode> join(List<UnhealthySpan> byStart, long stableForMicros) {
        List<Episode> episodes = new ArrayList<>();
        List<UnhealthySpan> open = new ArrayList<>();
        long end = Long.MIN_VALUE;
        for (UnhealthySpan span : byStart) {
            if (!open.isEmpty() && span.startMicros() - end >= stableForMicros) {
                episodes.add(new Episode(List.copyOf(open)));
                open.clear();
            }
            end = open.isEmpty() ? span.endMicros() : Math.max(end, span.endMicros());
            open.add(span);
        }
        if (!open.isEmpty()) {
            episodes.add(new Episode(List.copyOf(open)));
        }
        return episodes;
    }

    /** Intended start of the first request that is surely part of it, microseconds. */
    public long roughStartMicros() {
        return spans.get(0).startMicros();
    }

    /** Intended start of the last request that is surely part of it, microseconds. */
    public long roughEndMicros() {
        return roughEndMicros;
    }

    /** The first request of the outage that ends the episode, roughly; a long gap parts it from earlier ones. */
    long lastOutageStartMicros() {
        long start = roughEndMicros();
        for (int i = spans.size() - 1; i >= 0; i--) {
            // Spans are sorted by start; an earlier one may still reach further, so each is checked.
            if (spans.get(i).endMicros() >= start - PARTING_MICROS) {
                start = Math.min(start, spans.get(i).startMicros());
            }
        }
        return start;
    }

    /** The last request of the outage that begins the episode, roughly; a long gap parts it from later ones. */
    long firstOutageEndMicros() {
        long end = roughStartMicros();
        for (UnhealthySpan span : spans) {
            if (span.startMicros() <= end + PARTING_MICROS) {
                end = Math.max(end, span.endMicros());
            }
        }
        return end;
    }

    /**
     * A span in which windows of one width held more bad requests than chance allows, from a bad request to a bad one.
     *
     * @param startMicros intended start of its first bad request
     * @param endMicros intended start of its last bad request
     * @param widthMicros width of the windows that found it: the smallest that could
     */
    record UnhealthySpan(long startMicros, long endMicros, long widthMicros) {}
}
