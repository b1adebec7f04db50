import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.constantConcurrentUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.forever;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.holdFor;
import static io.gatling.javaapi.core.CoreDsl.reachRps;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import java.time.Duration;

/** A simulation as users write them; its parameters choose how users arrive and what it does besides. */
public class Story extends Simulation {
    private static final int AMOUNT = Integer.getInteger("amount", 30);
    private static final int SECONDS = Integer.getInteger("seconds", 60);
    private static final long THINK = Long.getLong("think.millis", 0);
    private static final String TOKEN = System.getProperty("shop.token", "none");

    public Story() {
        ChainBuilder look =
                exec(http("look").get("/events/42").header("Token", TOKEN).check(status().is(200)));
        ChainBuilder journey = THINK == 0 ? look : look.pause(Duration.ofMillis(THINK));
        SetUp setUp = setUp(population(System.getProperty("model", "open"), journey))
                .protocols(http.baseUrl(System.getProperty("shop.url", System.getProperty("crossfire.baseUrl"))));
        if (Boolean.getBoolean("assert")) {
            setUp.assertions(global().responseTime().max().lt(1));
        }
    }

    private static PopulationBuilder population(String model, ChainBuilder journey) {
        String name = System.getProperty("scenario", "visitors");
        return switch (model) {
            case "closed" ->
                scenario(name).exec(journey).injectClosed(constantConcurrentUsers(AMOUNT).during(SECONDS));
            case "looping" ->
                scenario(name)
                        .exec(forever().on(journey))
                        .injectOpen(atOnceUsers(AMOUNT))
                        .throttle(reachRps(10_000).in(1), holdFor(SECONDS));
            case "throttled" ->
                scenario(name)
                        .exec(journey)
                        .injectOpen(constantUsersPerSec(AMOUNT * 2).during(SECONDS))
                        .throttle(reachRps(AMOUNT).in(1), holdFor(SECONDS));
            default -> scenario(name).exec(journey).injectOpen(constantUsersPerSec(AMOUNT).during(SECONDS));
        };
    }

    @Override
    public void after() {
        switch (System.getProperty("after", "")) {
            case "throws" -> throw new IllegalStateException("no clean-up today");
            case "exits" -> System.exit(7);
            default -> {}
        }
    }
}
