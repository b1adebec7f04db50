package dev.crossfire.simulations;

import static io.gatling.javaapi.core.CoreDsl.InputStreamBody;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import dev.crossfire.model.Cohort;
import dev.crossfire.model.Load;
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
}
