package dev.crossfire.simulations;

import static io.gatling.javaapi.core.CoreDsl.InputStreamBody;
import static io.gatling.javaapi.core.CoreDsl.constantConcurrentUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.forever;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import dev.crossfire.model.load.Cohort;
import dev.crossfire.model.load.Load;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Users who send one request each, every cohort to an address of its own, so that many outages can be measured at one
 * time.
 *
 * <p>Takes its cohorts from the generator's configuration and their addresses from {@link LaneSettings}.
 */
public final class Lanes extends Simulation {
    private static final byte[] QUESTION = {'?'};
    /** The last two digits contain when the request arrived, by the server's clock. */
    private static final List<Integer> RIGHT = IntStream.range(200, 300).boxed().toList();

    /** Called by Gatling. */
    public Lanes() {
        Load load = config().load();
        List<PopulationBuilder> populations = new ArrayList<>();
        for (Cohort cohort : load.cohorts()) {
            Profile profile = Profile.of(cohort, load.warmUp(), load.duration());
            populations.add(ArrivalStep.inject(
                    scenario(cohort.name()).exec(ask(cohort.name(), LaneSettings.PATIENCE)), profile));
        }
        setUp(populations).protocols(http.disableCaching().shareConnections());
    }

    static GeneratorConfig config() {
        String file = System.getProperty(GeneratorConfig.FILE_PROPERTY);
        if (file == null) {
            throw new IllegalStateException("missing configuration; this simulation runs under Crossfire's generator");
        }
        try {
            return GeneratorConfig.read(Path.of(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static HttpRequestActionBuilder ask(String cohort, Duration patience) {
        return http("ask")
                .post(LaneSettings.address(cohort))
                // Readable only once: Gatling will not silently repeat a request that was refused.
                .body(InputStreamBody(session -> new ByteArrayInputStream(QUESTION)))
                .requestTimeout(patience)
                .check(status().in(RIGHT));
    }

    /** A number of users for each cohort who send a request, wait, think and send again until the load is stopped. */
    public static final class ClosedLanes extends Simulation {
        private static final double LEAST_THINK = 0.8;
        private static final double MOST_THINK = 1.2;

        /** Called by Gatling. */
        public ClosedLanes() {
            Load load = Lanes.config().load();
            Duration length = load.warmUp().plus(load.duration()).plusSeconds(1);
            List<PopulationBuilder> populations = new ArrayList<>();
            for (LaneSettings.WaitingLaneUsers users : LaneSettings.closedUsers()) {
                populations.add(scenario(users.cohort())
                        .exec(journey(users))
                        .injectClosed(constantConcurrentUsers(users.users()).during(length)));
            }
            setUp(populations).protocols(http.disableCaching().shareConnections());
        }

        /** Users begin at moments of their own: in step they would send all at once for ever. */
        private static ChainBuilder journey(LaneSettings.WaitingLaneUsers users) {
            ChainBuilder ask = exec(Lanes.ask(users.cohort(), LaneSettings.CLOSED_PATIENCE));
            return pause(Duration.ZERO, users.apart())
                    .exec(
                            users.think().isZero()
                                    ? forever().on(ask)
                                    : forever().on(ask.pause(times(users, LEAST_THINK), times(users, MOST_THINK))));
        }

        private static Duration times(LaneSettings.WaitingLaneUsers users, double share) {
            return Duration.ofMillis(Math.round(users.think().toMillis() * share));
        }
    }
}
