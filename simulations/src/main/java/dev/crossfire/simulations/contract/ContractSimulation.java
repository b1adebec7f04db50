package dev.crossfire.simulations.contract;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.time.Duration;

/** One request that succeeds, one that is refused, one that times out, and some that warm the machine up. */
public final class ContractSimulation extends Simulation {
    /** Where a server answers. */
    static final String OPEN_PORT = "crossfire.contract.open";
    /** An address at which no server listens. */
    static final String CLOSED_PORT = "crossfire.contract.closed";

    static final int WARMING_USERS = 8;
    static final int WARMING_REQUESTS = 50;
    private static final Duration PATIENCE = Duration.ofMillis(250);

    /** Called by Gatling. */
    public ContractSimulation() {
        String open = "http://127.0.0.1:" + Integer.getInteger(OPEN_PORT);
        String closed = "http://127.0.0.1:" + Integer.getInteger(CLOSED_PORT);
        setUp(
                        scenario("ok").exec(get("ok", open + "/")).injectOpen(atOnceUsers(1)),
                        scenario("refused").exec(get("refused", closed + "/")).injectOpen(atOnceUsers(1)),
                        scenario("timeout")
                                .exec(get("timeout", open + "/silent").requestTimeout(PATIENCE))
                                .injectOpen(atOnceUsers(1)),
                        scenario("warming")
                                .exec(repeat(WARMING_REQUESTS).on(exec(get("warming", open + "/"))))
                                .injectOpen(atOnceUsers(WARMING_USERS)))
                .protocols(http.disableCaching().shareConnections());
    }

    private static HttpRequestActionBuilder get(String name, String url) {
        return http(name).get(url).check(status().is(200));
    }
}
