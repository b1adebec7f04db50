package dev.crossfire.lab.alarm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crossfire.lab.fis.AlarmStates;
import dev.crossfire.lab.fis.FisAccount;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.URI;
import java.net.URLConnection;
import java.time.Duration;
import java.time.InstantSource;
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
    public interface Changes {
        void changed(Alarm alarm, AlarmState state);
    }

    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final int ANSWER_MILLIS = 500;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FisAccount account;
    private final URI balancer;
    private final InstantSource clock;
    private final List<Alarm> alarms = List.of(new ErrorAlarm(), new ReplicaAlarm());
    private final Changes changes;
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
     */
    public AlarmPanel(FisAccount account, URI balancer, InstantSource clock, Changes changes) {
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
    public List<Alarm> alarms() {
        return alarms;
    }

    /** Returns what stop conditions call an alarm. */
    public String arn(Alarm alarm) {
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
        for (Alarm alarm : alarms) {
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
}
