package dev.crossfire.calibrate.outage;

import dev.crossfire.model.quantity.Rate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Places requested outages on lanes: far enough apart to be separate, in random order and at random moments. */
final class LaneDraft {
    /** Between two lanes of one rate: alike, they would send at the same moments and delay each other. */
    private static final double APART = 0.01;

    private static final int JITTER_MILLIS = 1000;
    private static final List<FailureMode> MANNERS = List.of(FailureMode.values());

    private final Duration hold;
    private final SplittableRandom random;
    private final List<Lane> lanes = new ArrayList<>();
    private Duration end = Duration.ZERO;
    private int manner;

    LaneDraft(Duration hold, SplittableRandom random) {
        this.hold = hold;
        this.random = random;
        manner = random.nextInt(MANNERS.size());
    }

    /**
     * Adds lanes of one rate.
     *
     * @param among how many lanes the requested outages are shared
     * @param margin calm around each outage, beyond the stable-for time: as much as its bracket may reach over it
     */
    void add(String name, Rate rate, int among, Duration margin, List<OutageRequest> requests) {
        List<List<OutageRequest>> shares = shared(requests, among);
        for (int i = 0; i < among; i++) {
            String lane = among == 1 ? name : name + "-" + (i + 1);
            add(lane, new Rate(rate.perSecond() * (1 - APART * i)), null, margin, shares.get(i));
        }
    }

    /** Adds a lane of users who wait for their answers; see {@link #add(String, Rate, int, Duration, List)}. */
    void add(ClosedUsers users, Duration margin, List<OutageRequest> requests) {
        String name = users.users() + "x" + users.think().toSeconds() + "s";
        add(name, users.rate(), users, margin, shared(requests, 1).get(0));
    }

    private void add(
            String name, Rate rate, @Nullable ClosedUsers closed, Duration margin, List<OutageRequest> requests) {
        List<Outage> outages = new ArrayList<>();
        Duration at = hold.plus(margin);
        for (OutageRequest request : requests) {
            Duration begin = at.plusMillis(random.nextInt(JITTER_MILLIS));
            Outage outage = request.at(name + "-" + (outages.size() + 1), nextManner(), begin);
            outages.add(outage);
            at = outage.end().plus(hold).plus(margin);
        }
        lanes.add(new Lane(name, rate, outages, closed));
        end = end.compareTo(at) > 0 ? end : at;
    }

    private FailureMode nextManner() {
        return MANNERS.get(manner++ % MANNERS.size());
    }

    /** The longest first, each to the lane that has the least yet; then each lane's in random order. */
    private List<List<OutageRequest>> shared(List<OutageRequest> requests, int among) {
        List<List<OutageRequest>> shares = new ArrayList<>();
        for (int i = 0; i < among; i++) {
            shares.add(new ArrayList<>());
        }
        for (OutageRequest request : requests.stream()
                .sorted(Comparator.comparing(OutageRequest::length).reversed())
                .toList()) {
            shares.stream()
                    .min(Comparator.comparing(this::length))
                    .orElseThrow()
                    .add(request);
        }
        shares.forEach(this::shuffle);
        return shares;
    }

    private Duration length(List<OutageRequest> share) {
        return share.stream().map(request -> request.length().plus(hold)).reduce(Duration.ZERO, Duration::plus);
    }

    private void shuffle(List<OutageRequest> requests) {
        for (int i = requests.size() - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            OutageRequest moved = requests.get(i);
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
}
