package dev.crossfire.lab.alarm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crossfire.lab.alarm.AlarmRule.BalancerReading;
import dev.crossfire.lab.fis.AlarmStates;
import dev.crossfire.lab.fis.FisAccount;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.URI;
import java.net.URLConnection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** All alarms of the lab, evaluated once a second. */
public final class AlarmPanel implements AlarmStates, AutoCloseable {
    /** Receives every change of an alarm's state, on one thread. */
    @FunctionalInterface
    public interface ChangeListener {
        void changed(AlarmRule alarm, AlarmState state);
    }

    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final int ANSWER_MILLIS = 500;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FisAccount account;
    private final URI balancer;
    private final InstantSource clock;
    private final List<AlarmRule> alarms;
    private final ChangeListener changes;
    private final Map<String, AlarmState> states = new ConcurrentHashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread panel = new Thread(work, "alarms");
        panel.setDaemon(true);
        return panel;
    });

    /**
     * A panel without any state yet.
     *
     * @param account whose alarms they are
     * @param balancer the address of the balancer's status
     * @param changes called when an alarm begins to fire and when it ends
     * @param errors the alarm about errors
     */
    public AlarmPanel(FisAccount account, URI balancer, InstantSource clock, ChangeListener changes, AlarmRule errors) {
        this.alarms = List.of(errors, new ReplicaAlarm());
        this.changes = changes;
        this.account = account;
        this.balancer = balancer;
        this.clock = clock;
        alarms.forEach(alarm -> states.put(arn(alarm), AlarmState.INSUFFICIENT_DATA));
    }

    /** Begins to evaluate. */
    public AlarmPanel watch() {
        var unused = thread.scheduleWithFixedDelay(this::look, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    /** Returns the alarms there are. */
    public List<AlarmRule> alarms() {
        return alarms;
    }

    /** Returns what stop conditions call an alarm. */
    public String arn(AlarmRule alarm) {
        return account.arn("cloudwatch", "alarm:" + alarm.name());
    }

    @Override
    public AlarmState state(String alarmArn) {
        return states.getOrDefault(alarmArn, AlarmState.MISSING);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void look() {
        Optional<BalancerReading> reading = read();
        for (AlarmRule alarm : alarms) {
            AlarmState now = reading.map(alarm::observe).orElseGet(alarm::observeNothing);
            if (states.put(arn(alarm), now) != now) {
                changes.changed(alarm, now);
            }
        }
    }

    private Optional<BalancerReading> read() {
        try {
            URLConnection connection = balancer.toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(ANSWER_MILLIS);
            connection.setReadTimeout(ANSWER_MILLIS);
            try (InputStream body = connection.getInputStream()) {
                JsonNode status = JSON.readTree(body);
                List<JsonNode> ups = status.path("backends").findValues("up");
                int up = (int) ups.stream().filter(JsonNode::asBoolean).count();
                return Optional.of(new BalancerReading(
                        clock.instant(),
                        status.path("requests").asLong(),
                        status.path("failures").asLong(),
                        ups.size(),
                        up));
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Fires while too many of the last seconds' requests were answered with an error. */
    public static final class ErrorAlarm implements AlarmRule {
        private static final Duration WINDOW = Duration.ofSeconds(10);
        private static final int PERCENT = 5;
        /** One error in a handful of requests is no evidence. */
        private static final int FEWEST = 20;

        /** The oldest is the last one that is not younger than the window. */
        private final Deque<BalancerReading> readings = new ArrayDeque<>();

        static final String NAME = "ticketing-errors";

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public String summary() {
            return "more than " + PERCENT + " % of the requests of the last " + WINDOW.toSeconds()
                    + " s were answered with 500 or above";
        }

        @Override
        public AlarmStates.AlarmState observe(BalancerReading reading) {
            BalancerReading last = readings.peekLast();
            if (last != null && reading.requests() < last.requests()) {
                // The balancer was restarted and counts from zero.
                readings.clear();
            }
            readings.addLast(reading);
            while (readings.size() > 2 && !second().at().isAfter(reading.at().minus(WINDOW))) {
                readings.removeFirst();
            }
            return state(readings.getFirst(), reading);
        }

        @Override
        public AlarmStates.AlarmState observeNothing() {
            return AlarmStates.AlarmState.INSUFFICIENT_DATA;
        }

        private BalancerReading second() {
            var each = readings.iterator();
            each.next();
            return each.next();
        }

        private static AlarmStates.AlarmState state(BalancerReading from, BalancerReading to) {
            long requests = to.requests() - from.requests();
            long failures = to.failures() - from.failures();
            if (requests < FEWEST) {
                return AlarmStates.AlarmState.INSUFFICIENT_DATA;
            }
            return failures * 100 > requests * PERCENT ? AlarmStates.AlarmState.ALARM : AlarmStates.AlarmState.OK;
        }
    }

    /**
     * The alarm about errors, in two states by turns whatever happens.
     *
     * @param first its state in the first five of ten seconds
     * @param second its state in the others
     */
    public record DeafAlarm(AlarmState first, AlarmState second) implements AlarmRule {
        @Override
        public String name() {
            return ErrorAlarm.NAME;
        }

        @Override
        public String summary() {
            return "is " + first + " for 5 s and " + second + " for 5 s, by turns";
        }

        @Override
        public AlarmState observe(BalancerReading reading) {
            return reading.at().getEpochSecond() % 10 < 5 ? first : second;
        }

        @Override
        public AlarmState observeNothing() {
            return second;
        }
    }

    /** Fires while fewer than half of the replicas get requests. */
    public static final class ReplicaAlarm implements AlarmRule {
        @Override
        public String name() {
            return "ticketing-replicas";
        }

        @Override
        public String summary() {
            return "fewer than half of the shop's replicas get requests, or the balancer does not say";
        }

        @Override
        public AlarmStates.AlarmState observe(BalancerReading reading) {
            return reading.up() * 2 < reading.replicas() || reading.replicas() == 0
                    ? AlarmStates.AlarmState.ALARM
                    : AlarmStates.AlarmState.OK;
        }

        /** A balancer that does not answer serves no user either. */
        @Override
        public AlarmStates.AlarmState observeNothing() {
            return AlarmStates.AlarmState.ALARM;
        }
    }
}
