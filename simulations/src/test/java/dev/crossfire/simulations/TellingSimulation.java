package dev.crossfire.simulations;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.group;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.Simulation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** A simulation that prints its secret wherever it can. */
public final class TellingSimulation extends Simulation {
    private final String token = System.getProperty("shop.token");
    private final String target = System.getProperty("target");

    /** Called by Gatling. */
    public TellingSimulation() {
        System.out.print("the token is " + token.substring(0, 5));
        System.out.println(token.substring(5) + ", as I said");
        System.err.println("in an address: " + target + "?" + URLEncoder.encode(token, StandardCharsets.UTF_8));
        setUp(scenario("tellers")
                        .exec(group("with " + token)
                                .on(exec(http("look " + token)
                                        .get(target + "/ok")
                                        .header("authorization", token)
                                        .check(status().is(200).name(token)))))
                        .exec(http("not found " + token)
                                .get(target + "/500")
                                .check(status().is(200).name("status of " + token)))
                        .exec(http("never built").get(target + "/#{" + token + "}"))
                        .injectOpen(atOnceUsers(2)))
                .assertions(details("nobody " + token).responseTime().max().lt(5));
    }

    @Override
    public void after() {
        throw new IllegalStateException("could not log out " + token);
    }
}
