package dev.crossfire.simulations.recorder;

import dev.crossfire.evidence.Frame;
import dev.crossfire.evidence.Frame.CohortFrame;
import dev.crossfire.evidence.Frame.Users;
import dev.crossfire.evidence.JsonLineWriter;
import dev.crossfire.evidence.RequestRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What happened second by second, for the live view and for merging runs of many machines.
 *
 * <p>Used by the writing thread; only user events come from others.
 */
final class LiveFrames {
    /** Takes each second as it is complete, without histograms. */
    interface SecondListener {
        /** One second. */
        void second(int second, Map<String, CohortFrame> cohorts, @Nullable Double lagP99Millis);
    }

    private static final class SecondTally {
        final Map<String, CohortTally> cohorts = new LinkedHashMap<>();
        final Histogram lag = new Histogram(2);
    }

    /** A request is in the recorder's hands at most this long after it ended. */
    private static final long GRACE_MICROS = 100_000;

    private static final long SECOND_MICROS = 1_000_000;

    private final RunTimes times;
    private final Map<String, Duration> within;
    private final JsonLineWriter file;
    private final SecondListener listener;
    private final Map<String, LongAdder> sent = new ConcurrentHashMap<>();
    private final Map<String, ActiveUsers> users = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> senders = new TreeMap<>();
    private final Map<String, Long> sentBefore = new LinkedHashMap<>();
    private final TreeMap<Integer, SecondTally> open = new TreeMap<>();
    /** The first second not yet written. */
    private int next = Integer.MIN_VALUE;
    /** The first second not yet over. */
    private int noted = Integer.MIN_VALUE;

    LiveFrames(RunTimes times, Map<String, Duration> within, JsonLineWriter file, SecondListener listener) {
        this.times = times;
        this.within = within;
        this.file = file;
        this.listener = listener;
    }

    /** The count of a cohort's users that have started; may be used from any thread. */
    LongAdder sentBy(String cohort) {
        return sent.computeIfAbsent(cohort, name -> new LongAdder());
    }

    /** A cohort's users; may be used from any thread. */
    ActiveUsers users(String cohort) {
        return users.computeIfAbsent(cohort, name -> {
            Duration limit = within.get(name);
            return new ActiveUsers(limit == null ? null : limit.toNanos() / 1000);
        });
    }

    void add(String cohort, RequestRecord request) {
        add(cohort, request, request.intendedKnown());
        if (request.intendedKnown()) {
            second(request).lag.recordValue(Math.max(0, request.lagMicros()));
        }
    }

    /**
     * Adds a request once more, for a cohort that selects it. Users who start are counted with their Gatling scenario; the
     * cohort's users are those of every scenario that sends its requests.
     */
    void addSelected(String cohort, String scenario, RequestRecord request) {
        senders.computeIfAbsent(cohort, name -> new TreeSet<>()).add(scenario);
        add(cohort, request, false);
    }

    private void add(String cohort, RequestRecord request, boolean counted) {
        Duration limit = within.get(cohort);
        long withinMicros = limit == null ? Long.MAX_VALUE : limit.toNanos() / 1000;
        second(request)
                .cohorts
                .computeIfAbsent(cohort, name -> new CohortTally())
                .add(request, counted, withinMicros);
    }

    private SecondTally second(RequestRecord request) {
        int second = Math.max(next, secondOf(request.endMicros()));
        return open.computeIfAbsent(second, number -> new SecondTally());
    }

    /** Writes the seconds that are complete at a moment. */
    void tick(long nowMicros) throws IOException {
        if (!times.begun()) {
            return;
        }
        if (next == Integer.MIN_VALUE) {
            noted = secondOf(nowMicros);
            // What ended before the first frame has a second of its own, which must be written before the later ones.
            next = open.isEmpty() ? noted : Math.min(noted, open.firstKey());
        }
        // Users are counted at the second's end; its requests a little later, when all of them have come through.
        for (int now = secondOf(nowMicros); noted < now; noted++) {
            noteUsers(noted);
        }
        while (times.zeroMicros() + (next + 1) * SECOND_MICROS + GRACE_MICROS <= nowMicros) {
            write();
        }
    }

    /** Writes what is left. */
    void close() throws IOException {
        try (file) {
            if (times.begun() && next != Integer.MIN_VALUE) {
                noteUsers(noted);
            }
            while (!open.isEmpty()) {
                next = Math.max(next, open.firstKey());
                write();
            }
        }
    }

    private void noteUsers(int second) {
        SecondTally tally = open.computeIfAbsent(second, number -> new SecondTally());
        sent.forEach((cohort, count) -> {
            long now = count.sum();
            Long before = sentBefore.put(cohort, now);
            tally.cohorts
                    .computeIfAbsent(cohort, name -> new CohortTally())
                    .started(now - (before == null ? 0 : before));
        });
        long end = times.zeroMicros() + (second + 1) * SECOND_MICROS;
        Map<String, Users> counted = new HashMap<>();
        users.forEach((cohort, active) -> counted.put(cohort, active.count(end)));
        senders.forEach((cohort, scenarios) -> scenarios.stream()
                .flatMap(scenario -> Stream.ofNullable(counted.get(scenario)))
                .reduce(Users::plus)
                .ifPresent(all -> counted.put(cohort, all)));
        counted.forEach((cohort, all) ->
                tally.cohorts.computeIfAbsent(cohort, name -> new CohortTally()).users(all));
    }

    private void write() throws IOException {
        SecondTally tally = open.remove(next);
        SecondTally second = tally == null ? new SecondTally() : tally;
        Map<String, CohortFrame> stored = new LinkedHashMap<>();
        Map<String, CohortFrame> live = new LinkedHashMap<>();
        second.cohorts.forEach((cohort, counts) -> {
            stored.put(cohort, counts.frame(true));
            live.put(cohort, counts.frame(false));
        });
        file.write(new Frame(next, stored));
        file.flush();
        Double lag = second.lag.getTotalCount() == 0 ? null : second.lag.getValueAtPercentile(99) / 1000.0;
        listener.second(next, live, lag);
        next++;
    }

    private int secondOf(long micros) {
        return (int) Math.floorDiv(micros - times.zeroMicros(), SECOND_MICROS);
    }
}
