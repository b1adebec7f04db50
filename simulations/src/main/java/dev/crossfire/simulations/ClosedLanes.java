package dev.crossfire.simulations;

import static io.gatling.javaapi.core.CoreDsl.constantConcurrentUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.forever;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;

import dev.crossfire.model.Load;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A number of users for each cohort who send a request, wait, think and send again until the load is stopped. */
public final class ClosedLanes extends Simulation {
    private static final double LEAST_THINK = 0.8;
    private static final double MOST_THINK = 1.2;

    /** Called by Gatling. */
    public ClosedLanes() {
        Load load = Lanes.config().load();
        Duration length = load.warmUp().plus(load.duration()).plusSeconds(1);
        List<PopulationBuilder> populations = new ArrayList<>();
        for (LaneSettings.ClosedUsers users : LaneSettings.closedUsers()) {
            populations.add(scenario(users.cohort())
                    .exec(journey(users))
                    .injectClosed(constantConcurrentUsers(users.users()).during(length)));
        }
        setUp(populations).protocols(http.disableCaching().shareConnections());
    }

    /** Users begin at moments of their own: in step they would send all at once for ever. */
    private static ChainBuilder journey(LaneSettings.ClosedUsers users) {
        ChainBuilder ask = exec(Lanes.ask(users.cohort(), LaneSettings.CLOSED_PATIENCE));
        return pause(Duration.ZERO, users.apart())
                .exec(
                        users.think().isZero()
                                ? forever().on(ask)
                                : forever().on(ask.pause(times(users, LEAST_THINK), times(users, MOST_THINK))));
    }

    private static Duration times(LaneSettings.ClosedUsers users, double share) {
        return Duration.ofMillis(Math.round(users.think().toMillis() * share));
    }
}
