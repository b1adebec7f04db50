package dev.crossfire.calibrate.outage;

import dev.crossfire.model.HealthRule;
import java.time.Duration;
import java.util.List;

/**
 * The lanes and outages of one calibration.
 *
 * @param seed from which it was made, and from which the server picks the requests that a partial outage hits
 * @param warmUp how long lanes are under load before t = 0
 * @param duration how long they are after it
 * @param healthy when a lane's users are healthy
 */
public record OutagePlan(long seed, Duration warmUp, Duration duration, HealthRule healthy, List<Lane> lanes) {
    public OutagePlan {
        lanes = List.copyOf(lanes);
    }

    /** The bad ratio up to which users are healthy. */
    public double acceptable() {
        return 1 - healthy.success().value();
    }

    /** Whether its users wait for their answers before they send the next request. */
    public boolean usersWait() {
        return lanes.stream().anyMatch(lane -> lane.closed() != null);
    }

    /** Every outage of every lane. */
    public List<Outage> outages() {
        return lanes.stream().flatMap(lane -> lane.outages().stream()).toList();
    }
}
