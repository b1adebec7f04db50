package dev.crossfire.simulations.contract;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import dev.crossfire.simulations.recorder.EndedRequest;
import dev.crossfire.simulations.recorder.Gatling;
import dev.crossfire.simulations.recorder.RunObserver;
import dev.crossfire.simulations.recorder.RunObserver.ArmedRun;
import dev.crossfire.simulations.recorder.RunObserver.EndedRequestSink;
import dev.crossfire.simulations.recorder.RunObserver.UserEvents;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/**
 * Runs a real Gatling against a server of its own and checks whether every request arrived, before any load is made.
 *
 * <p>The recorder builds on parts of Gatling that Gatling calls its own. Another version may behave differently without
 * failing to load; then this check reports it, instead of a run that counts half.
 */
public final class ContractCheck {
    private static final int MOST_CONNECTIONS = 64;
    private static final String OK_USER = "ok";

    private ContractCheck() {}

    /**
     * Checks; takes about half a second.
     *
     * @return what is wrong; empty when nothing is
     * @throws IOException when no port on loopback is free
     */
    public static Optional<String> problem(Gatling gatling) throws IOException {
        Queue<EndedRequest> seen = new ConcurrentLinkedQueue<>();
        LongAdder begun = new LongAdder();
        try (LoopbackServer server = new LoopbackServer(MOST_CONNECTIONS);
                Socket refusing = new Socket()) {
            // Bound and not listening: the port is taken, so no other process can begin to answer on it.
            refusing.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            System.setProperty(ContractSimulation.OPEN_PORT, String.valueOf(server.port()));
            System.setProperty(ContractSimulation.CLOSED_PORT, String.valueOf(refusing.getLocalPort()));
            gatling.run(ContractSimulation.class.getName(), new SampleCollector(seen::add, begun));
        }
        return verdict(seen, begun.sum());
    }

    static Optional<String> verdict(Queue<EndedRequest> seen, long begun) {
        int warming = ContractSimulation.WARMING_USERS * ContractSimulation.WARMING_REQUESTS;
        boolean whole = count(seen, OK_USER, true) == 1
                && count(seen, "refused", false) == 1
                && count(seen, "timeout", false) == 1
                && count(seen, "warming", true) == warming
                && seen.size() == warming + 3
                && begun == seen.size();
        boolean timed =
                seen.stream().filter(ended -> ended.cohort().equals(OK_USER)).allMatch(EndedRequest::arrivalKnown);
        if (whole && timed) {
            return Optional.empty();
        }
        return Optional.of("this Gatling does not show every request: expected 1 ok with a known arrival, 1 refused, "
                + "1 timed out and " + warming + " more, each as it began, too, found " + found(seen) + ", " + begun
                + " as they began"
                + "; run the Gatling version that Crossfire is built with");
    }

    private static String found(Queue<EndedRequest> seen) {
        return count(seen, OK_USER, true) + " ok, " + count(seen, "refused", false) + " refused, "
                + count(seen, "timeout", false) + " timed out, " + seen.size() + " in all";
    }

    private static long count(Queue<EndedRequest> seen, String cohort, boolean ok) {
        return seen.stream()
                .filter(ended -> ended.cohort().equals(cohort) && ended.ok() == ok)
                .count();
    }

    /** Begins at once and keeps the requests. */
    private record SampleCollector(EndedRequestSink sink, LongAdder begun) implements RunObserver {
        @Override
        public boolean armed(ArmedRun run) {
            return true;
        }

        @Override
        public void origin(long originMillis) {
            // Nothing is written, so nothing counts from it.
        }

        @Override
        public void populationStarted(long startMillis) {
            // There is no t = 0 here.
        }

        @Override
        public LongAdder sentBy(String cohort) {
            return new LongAdder();
        }

        @Override
        public UserEvents users(String cohort) {
            return new UserEvents() {
                @Override
                public void arrived(int user) {
                    // Only the presence of requests is checked.
                }

                @Override
                public void left(int user) {
                    // Only the presence of requests is checked.
                }

                @Override
                public void sent(int user, long micros) {
                    begun.increment();
                }
            };
        }
    }

    /** One request that succeeds, one that is refused, one that times out, and some that warm the machine up. */
    public static final class ContractSimulation extends Simulation {
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
                            scenario("refused")
                                    .exec(get("refused", closed + "/"))
                                    .injectOpen(atOnceUsers(1)),
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
}
