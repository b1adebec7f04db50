package dev.crossfire.judge.load;

import dev.crossfire.evidence.RequestBins;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * How many users of one cohort arrived when, by the tenth of a second.
 *
 * <p>A user's first request carries the intended start, so requests with a known intended start are arrivals. Where none
 * is known, as in closed models, requests are all there is to count.
 */
public final class ArrivalCounts {
    private final RequestBins users = new RequestBins();
    private final RequestBins requests = new RequestBins();
    private long knownUsers;
    private long allRequests;
    private long lastUserMicros;
    private long lastRequestMicros;

    /**
     * Counts a request.
     *
     * @param micros its intended start, microseconds after t = 0; not negative
     * @param known whether that is its user's arrival
     */
    public void add(long micros, boolean known) {
        allRequests++;
        requests.add(micros, true);
        lastRequestMicros = Math.max(lastRequestMicros, micros);
        if (known) {
            knownUsers++;
            users.add(micros, true);
            lastUserMicros = Math.max(lastUserMicros, micros);
        }
    }

    /** Whether arrivals are counted; otherwise requests are. */
    public boolean arrivalsKnown() {
        return knownUsers > 0;
    }

    /** All of them. */
    public long total() {
        return arrivalsKnown() ? knownUsers : allRequests;
    }

    /** Those from one moment after t = 0 to another. */
    public long between(Duration from, Duration until) {
        return (arrivalsKnown() ? users : requests).between(from, until).requests();
    }

    /** When the last one came, after t = 0. */
    Duration last() {
        return Duration.of(arrivalsKnown() ? lastUserMicros : lastRequestMicros, ChronoUnit.MICROS);
    }
}
