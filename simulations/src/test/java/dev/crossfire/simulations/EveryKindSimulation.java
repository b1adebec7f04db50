package dev.crossfire.simulations;

import static io.gatling.javaapi.core.CoreDsl.constantConcurrentUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.group;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.time.Duration;

/** A simulation as a stranger would write it, knowing nothing of Crossfire: every way in which a request can end. */
public final class EveryKindSimulation extends Simulation {
    static final int USERS = 20;

    private final String target = System.getProperty("target");
    private final String nobody = System.getProperty("nobody");

    /** Called by Gatling. */
    public EveryKindSimulation() {
        setUp(
                        evenly("ok", get("ok", target + "/ok")),
                        evenly("slow", get("slow", target + "/slow")),
                        evenly("500", get("500", target + "/500")),
                        evenly("refused", get("refused", nobody + "/")),
                        evenly("close", get("close", target + "/close")),
                        evenly("timeout", get("timeout", target + "/hang").requestTimeout(Duration.ofSeconds(3))),
                        evenly(
                                "wrong",
                                get("wrong", target + "/wrong")
                                        .check(jsonPath("$.answer").ofInt().is(42))),
                        scenario("grouped")
                                .exec(session -> session.set("who", session.userId()))
                                .exec(group("basket")
                                        .on(exec(get("first", target + "/ok"))
                                                .exec(pause(Duration.ofMillis(30)))
                                                .exec(get("second", target + "/ok"))))
                                .injectOpen(
                                        nothingFor(Duration.ofSeconds(1)),
                                        rampUsersPerSec(5).to(15).during(2)),
                        scenario("repeating")
                                .exitHereIfFailed()
                                .repeat(2)
                                .on(exec(get("repeated", target + "/ok"), pause(Duration.ofMillis(10))))
                                .injectOpen(constantUsersPerSec(USERS / 2.0).during(2)),
                        scenario("maybe")
                                .asLongAs(session -> !session.contains("asked"))
                                .on(exec(get("asked", target + "/ok")).exec(session -> session.set("asked", true)))
                                .injectOpen(constantUsersPerSec(USERS / 2.0).during(2)),
                        scenario("thinking")
                                .exec(pause(Duration.ofMillis(50)))
                                .exec(get("late", target + "/ok"))
                                .injectOpen(constantUsersPerSec(USERS / 2.0).during(2)),
                        scenario("closed")
                                .exec(get("closed", target + "/slow"))
                                .injectClosed(constantConcurrentUsers(2).during(2)))
                .protocols(http.disableCaching());
    }

    private static PopulationBuilder evenly(String name, HttpRequestActionBuilder request) {
        return scenario(name)
                .exec(request)
                .injectOpen(constantUsersPerSec(USERS / 2.0).during(2));
    }

    private static HttpRequestActionBuilder get(String name, String url) {
        return http(name).get(url).check(status().is(200));
    }
}
