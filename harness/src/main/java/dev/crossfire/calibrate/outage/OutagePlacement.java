package dev.crossfire.calibrate.outage;

import dev.crossfire.calibrate.outage.Outage.OutageShape;
import dev.crossfire.calibrate.outage.OutagePlan.Lane;
import dev.crossfire.model.quantity.Rate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Places requested outages on lanes: far enough apart to be separate, in random order and at random moments. */
final class OutagePlacement {
    /** Between two lanes of one rate: alike, they would send at the same moments and delay each other. */
    private static final double RATE_DIFFERENCE = 0.01;

    private static final int JITTER_MILLIS = 1000;
    private static final List<Outage.FailureMode> FAILURE_MODES = List.of(Outage.FailureMode.values());

    private final Duration stableFor;
    private final SplittableRandom random;
    private final List<Lane> lanes = new ArrayList<>();
    private Duration end = Duration.ZERO;
    private int failureMode;

    OutagePlacement(Duration stableFor, SplittableRandom random) {
        this.stableFor = stableFor;
        this.random = random;
        failureMode = random.nextInt(FAILURE_MODES.size());
    }

    /**
     * Adds lanes of one rate.
     *
     * @param among how many lanes the requested outages are shared
     * @param margin time without an outage around each one, beyond the stable-for time: as much as its bracket may reach over it
     */
    void add(String name, Rate rate, int among, Duration margin, List<UnplacedOutage> requests) {
        List<List<UnplacedOutage>> shares = shared(requests, among);
        for (int i = 0; i < among; i++) {
            String lane = among == 1 ? name : name + "-" + (i + 1);
            add(lane, new Rate(rate.perSecond() * (1 - RATE_DIFFERENCE * i)), null, margin, shares.get(i));
        }
    }

    /** Adds a lane of users who wait for their answers; see {@link #add(String, Rate, int, Duration, List)}. */
    void add(Lane.ClosedWorkload users, Duration margin, List<UnplacedOutage> requests) {
        String name = users.users() + "x" + users.think().toSeconds() + "s";
        add(name, users.rate(), users, margin, shared(requests, 1).get(0));
    }

    private void add(
            String name,
            Rate rate,
            Lane.@Nullable ClosedWorkload closed,
            Duration margin,
            List<UnplacedOutage> requests) {
        List<Outage> outages = new ArrayList<>();
        Duration at = stableFor.plus(margin);
        for (UnplacedOutage request : requests) {
            Duration begin = at.plusMillis(random.nextInt(JITTER_MILLIS));
            Outage outage = request.at(name + "-" + (outages.size() + 1), nextFailureMode(), begin);
            outages.add(outage);
            at = outage.end().plus(stableFor).plus(margin);
        }
        lanes.add(new Lane(name, rate, outages, closed));
        end = end.compareTo(at) > 0 ? end : at;
    }

    private Outage.FailureMode nextFailureMode() {
        return FAILURE_MODES.get(failureMode++ % FAILURE_MODES.size());
    }

    /** The longest first, each to the lane that has the least yet; then each lane's in random order. */
    private List<List<UnplacedOutage>> shared(List<UnplacedOutage> requests, int among) {
        List<List<UnplacedOutage>> shares = new ArrayList<>();
        for (int i = 0; i < among; i++) {
            shares.add(new ArrayList<>());
        }
        for (UnplacedOutage request : requests.stream()
                .sorted(Comparator.comparing(UnplacedOutage::length).reversed())
                .toList()) {
            shares.stream()
                    .min(Comparator.comparing(this::length))
                    .orElseThrow()
                    .add(request);
        }
        shares.forEach(this::shuffle);
        return shares;
    }

    private Duration length(List<UnplacedOutage> share) {
        return share.stream().map(request -> request.length().plus(stableFor)).reduce(Duration.ZERO, Duration::plus);
    }

    private void shuffle(List<UnplacedOutage> requests) {
        for (int i = requests.size() - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            UnplacedOutage moved = requests.get(i);
            requests.set(i, requests.get(other));
            requests.set(other, moved);
        }
    }

    List<Lane> lanes() {
        return List.copyOf(lanes);
    }

    /** When the last outage's stable-for time has passed. */
    Duration end() {
        return end;
    }

    /**
     * An outage that is to be planted, before it has its place.
     *
     * @param lengths of its intervals, and of the pauses between them: interval, pause, interval …
     */
    record UnplacedOutage(OutageShape shape, List<Duration> lengths) {
        static UnplacedOutage of(OutageShape shape, double... seconds) {
            List<Duration> lengths = new ArrayList<>();
            for (double length : seconds) {
                lengths.add(Duration.ofMillis(Math.round(length * 1000)));
            }
            return new UnplacedOutage(shape, lengths);
        }

        /** One of each length, each with one interval. */
        static List<UnplacedOutage> each(OutageShape shape, double... seconds) {
            List<UnplacedOutage> requests = new ArrayList<>();
            for (double length : seconds) {
                requests.add(of(shape, length));
            }
            return requests;
        }

        /** From its beginning until nothing of it is left. */
        Duration length() {
            return lengths.stream().reduce(shape.ramp(), Duration::plus);
        }

        Outage at(String id, Outage.FailureMode failureMode, Duration begin) {
            List<Outage.OutageInterval> intervals = new ArrayList<>();
            Duration at = begin;
            for (int i = 0; i < lengths.size(); i++) {
                if (i % 2 == 0) {
                    intervals.add(new Outage.OutageInterval(at, lengths.get(i)));
                }
                at = at.plus(lengths.get(i));
            }
            return new Outage(id, shape, failureMode, intervals);
        }
    }
}
