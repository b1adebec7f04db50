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

    /** Decides whether a number of arrivals differs from the planned one by more than a tenth and by more than chance. */
    static final class ArrivalTest {
        /** Arrivals may differ from the plan by this share in any interval. */
        static final double SHARE = 0.1;

        /** Random arrivals as planned are called different in at most one of this many comparisons of a cohort. */
        private static final double RARE = 1e6;

        private ArrivalTest() {}

        /**
         * Whether the two differ.
         *
         * @param comparisons how many intervals of the cohort are compared, so that many comparisons find no more by chance
         */
        static boolean differs(long sent, double planned, int comparisons) {
            double distance = Math.abs(sent - planned);
            return distance > Math.max(1, SHARE * planned) && surprise(sent, planned) > Math.log(comparisons * RARE);
        }

        /**
         * The bound by Chernoff (Annals of Mathematical Statistics 23, 1952) on how likely independent arrivals are this far
         * from their mean, as a negative logarithm.
         */
        static double surprise(long sent, double planned) {
            if (sent == 0) {
                return planned;
            }
            return planned <= 0 ? Double.POSITIVE_INFINITY : sent * Math.log(sent / planned) - sent + planned;
        }
    }
}
