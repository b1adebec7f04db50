package dev.crossfire.simulations.contract;

import dev.crossfire.simulations.recorder.ArmedRun;
import dev.crossfire.simulations.recorder.Gatling;
import dev.crossfire.simulations.recorder.RunObserver;
import dev.crossfire.simulations.recorder.Sample;
import dev.crossfire.simulations.recorder.SampleSink;
import dev.crossfire.simulations.recorder.UserEvents;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
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
        Queue<Sample> seen = new ConcurrentLinkedQueue<>();
        LongAdder begun = new LongAdder();
        try (LoopbackServer server = new LoopbackServer(MOST_CONNECTIONS);
                Socket refusing = new Socket()) {
            // Bound and not listening: the port is taken, so no other process can begin to answer on it.
            refusing.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            System.setProperty(ContractSimulation.OPEN_PORT, String.valueOf(server.port()));
            System.setProperty(ContractSimulation.CLOSED_PORT, String.valueOf(refusing.getLocalPort()));
            gatling.run(ContractSimulation.class.getName(), new Collector(seen::add, begun));
        }
        return verdict(seen, begun.sum());
    }

    static Optional<String> verdict(Queue<Sample> seen, long begun) {
        int warming = ContractSimulation.WARMING_USERS * ContractSimulation.WARMING_REQUESTS;
        boolean whole = count(seen, OK_USER, true) == 1
                && count(seen, "refused", false) == 1
                && count(seen, "timeout", false) == 1
                && count(seen, "warming", true) == warming
                && seen.size() == warming + 3
                && begun == seen.size();
        boolean timed =
                seen.stream().filter(sample -> sample.cohort().equals(OK_USER)).allMatch(Sample::arrivalKnown);
        if (whole && timed) {
            return Optional.empty();
        }
        return Optional.of("this Gatling does not show every request: expected 1 ok with a known arrival, 1 refused, "
                + "1 timed out and " + warming + " more, each as it began, too, found " + found(seen) + ", " + begun
                + " as they began"
                + "; run the Gatling version that Crossfire is built with");
    }

    private static String found(Queue<Sample> seen) {
        return count(seen, OK_USER, true) + " ok, " + count(seen, "refused", false) + " refused, "
                + count(seen, "timeout", false) + " timed out, " + seen.size() + " in all";
    }

    private static long count(Queue<Sample> seen, String cohort, boolean ok) {
        return seen.stream()
                .filter(sample -> sample.cohort().equals(cohort) && sample.ok() == ok)
                .count();
    }

    /** Begins at once and keeps the requests. */
    private record Collector(SampleSink sink, LongAdder begun) implements RunObserver {
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
                public void came(int user) {
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
}
