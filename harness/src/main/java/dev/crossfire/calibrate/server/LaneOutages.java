package dev.crossfire.calibrate.server;

import dev.crossfire.calibrate.outage.Outage;
import dev.crossfire.calibrate.outage.OutagePlan.Lane;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Decides the outcome of each request of one lane, only by the moment at which it arrives, and counts.
 *
 * <p>So the truth has no scheduler in it: an outage ends exactly as planned. Used by one thread.
 */
final class LaneOutages {
    private final Lane lane;
    private final SplittableRandom random;
    private final List<OutageCount> accounts;
    private long zero = Long.MAX_VALUE;
    private long arrivals;
    private int current;

    /** @param seed from which the requests that a partial outage hits are picked */
    LaneOutages(Lane lane, long seed) {
        this.lane = lane;
        random = new SplittableRandom(seed);
        accounts = lane.outages().stream().map(OutageCount::new).toList();
    }

    /** Sets t = 0, microseconds since the epoch. */
    void zero(long micros) {
        zero = micros;
    }

    /** The failure of a request that arrives now; null when it is served correctly. */
    Outage.@Nullable FailureMode decide(long nowMicros) {
        arrivals++;
        if (zero == Long.MAX_VALUE) {
            return null;
        }
        long into = nowMicros - zero;
        while (current < accounts.size()
                && into >= micros(accounts.get(current).outage.end())) {
            current++;
        }
        return current == accounts.size() ? null : accounts.get(current).decide(into, nowMicros, random);
    }

    /** How long the next right answer takes: half to one and a half of the lane's mean. */
    long serviceMillis() {
        long mean = lane.service().toMillis();
        return mean == 0 ? 0 : mean / 2 + random.nextLong(mean);
    }

    ServerEvent.LaneTruth report() {
        List<ServerEvent.OutageTruth> outages =
                accounts.stream().map(account -> account.report(zero)).toList();
        return new ServerEvent.LaneTruth(lane.name(), arrivals, outages);
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1000;
    }

    /** One outage and those it hit. */
    private static final class OutageCount {
        private final Outage outage;
        private long requests;
        private long hit;
        private @Nullable Long firstHit;
        private @Nullable Long lastHit;

        OutageCount(Outage outage) {
            this.outage = outage;
        }

        Outage.@Nullable FailureMode decide(long into, long nowMicros, SplittableRandom random) {
            if (into < micros(outage.begin())) {
                return null;
            }
            requests++;
            double ratio = outage.badRatioAt(into);
            if (ratio == 0 || random.nextDouble() >= ratio) {
                return null;
            }
            hit++;
            firstHit = firstHit == null ? nowMicros : firstHit;
            lastHit = nowMicros;
            return outage.failureMode();
        }

        ServerEvent.OutageTruth report(long zero) {
            return new ServerEvent.OutageTruth(
                    outage.id(),
                    zero + micros(outage.begin()),
                    zero + micros(outage.end()),
                    requests,
                    hit,
                    firstHit,
                    lastHit);
        }
    }
}
