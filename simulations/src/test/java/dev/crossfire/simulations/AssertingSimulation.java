package dev.crossfire.simulations;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.forAll;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.group;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.Simulation;
import java.time.Duration;

/** A simulation with assertions of every kind, some of which do not hold, and a request that cannot be built. */
public final class AssertingSimulation extends Simulation {
    static final int USERS = 20;

    private final String target = System.getProperty("target");

    /** Called by Gatling. */
    public AssertingSimulation() {
        setUp(scenario("shoppers")
                        .exec(group("basket")
                                .on(exec(http("look").get(target + "/ok").check(status().is(200)))
                                        .exec(http("pay").get(target + "/500").check(status().is(200)))))
                        .exec(http("never built").get(target + "/ok?#{nothing}"))
                        .exec(http("slow").get(target + "/slow").check(status().is(200)))
                        .injectOpen(constantUsersPerSec(USERS / 2.0).during(Duration.ofSeconds(2))))
                .assertions(
                        global().responseTime().max().lt(60_000),
                        global().responseTime().min().gte(0),
                        global().responseTime().mean().lt(1),
                        global().responseTime().stdDev().lt(60_000),
                        global().responseTime().percentile3().lt(60_000),
                        global().responseTime().percentile(99.9).lt(2),
                        global().allRequests().count().is(3L * USERS),
                        global().failedRequests().count().is((long) USERS),
                        global().failedRequests().percent().lt(10.0),
                        global().successfulRequests().percent().between(60.0, 70.0),
                        global().requestsPerSec().between(1.0, 60.0),
                        forAll().failedRequests().count().is(0L),
                        forAll().responseTime().max().lt(60_000),
                        details("basket", "look").successfulRequests().count().is((long) USERS),
                        details("basket").failedRequests().count().is((long) USERS),
                        details("basket").responseTime().max().lt(60_000),
                        details("slow").responseTime().min().gte(PlantingServer.SLOW_MILLIS),
                        details("never built").allRequests().count().gt(0L),
                        details("nobody").failedRequests().count().is(0L));
    }
}
