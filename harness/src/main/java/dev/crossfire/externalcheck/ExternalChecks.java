package dev.crossfire.externalcheck;

import dev.crossfire.evidence.Observation;
import dev.crossfire.evidence.ObservationLog;
import dev.crossfire.externalcheck.Poller.PollTask;
import dev.crossfire.model.environment.ObservabilityConfig;
import dev.crossfire.model.environment.ObservabilityConfig.SnsTrust;
import dev.crossfire.model.environment.ObservabilityConfig.Webhook;
import dev.crossfire.model.environment.Secret;
import dev.crossfire.spi.Environment;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All external checks of a run; their results go into one file. */
public final class ExternalChecks implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ExternalChecks.class.getName());
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(2);
    private static final int LARGEST_ANSWER_BYTES = 8 << 20;

    private final ObservationLog log;
    private final InstantSource clock;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final List<Poller> pollers = new ArrayList<>();
    private boolean listening;

    private ExternalChecks(ObservationLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    /**
     * Prepares all checks, and begins to receive alarms.
     *
     * @param file for the results; written by this class only
     * @param forAtMost by when the run has ended, whatever happens
     * @throws IOException when a source cannot be queried as the environment declares; nothing is left open then
     */
    public static ExternalChecks of(
            ObservabilityConfig observability,
            Environment environment,
            Path file,
            Duration forAtMost,
            InstantSource clock)
            throws IOException, InterruptedException {
        ExternalChecks externalChecks = new ExternalChecks(new ObservationLog(file), clock);
        boolean ready = false;
        try {
            if (observability.alarms() != null) {
                externalChecks.listen(observability.alarms(), forAtMost);
            }
            if (observability.metrics() != null) {
                externalChecks.count(observability.metrics(), environment);
            }
            ready = true;
            return externalChecks;
        } finally {
            if (!ready) {
                externalChecks.close();
            }
        }
    }

    /** Begins to poll; posted alarms are received already. */
    public void begin() {
        pollers.forEach(Poller::begin);
    }

    private void listen(ObservabilityConfig.Alarms alarms, Duration forAtMost)
            throws IOException, InterruptedException {
        if (alarms.webhook() != null) {
            receive(alarms.webhook());
        }
        if (alarms.subscribe() != null) {
            Secret token = anyToken();
            AlarmReceiver receiver = receive(new Webhook(Webhook.LOOPBACK, 0, token, SnsTrust.NEVER));
            @Nullable Secret access = alarms.token();
            open.push(LabSubscription.of(
                    alarms.subscribe(),
                    access == null ? new Secret("") : access,
                    receiver.address(),
                    token,
                    forAtMost));
        }
        JsonClient client = new JsonClient(alarms.token(), ANSWER_LIMIT, LARGEST_ANSWER_BYTES);
        if (alarms.alertmanager() != null) {
            watch(PrometheusAlerts.ofAlertmanager(alarms.alertmanager(), client));
        }
        if (alarms.prometheus() != null) {
            watch(PrometheusAlerts.ofPrometheus(alarms.prometheus(), client));
        }
    }

    private AlarmReceiver receive(Webhook webhook) throws IOException {
        AlarmReceiver receiver = AlarmReceiver.open(webhook, clock, new AlarmListener());
        open.push(receiver);
        listening = true;
        log.append(new Observation.Listening(clock.instant(), AlarmReceiver.SOURCE, false));
        return receiver;
    }

    private static Secret anyToken() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return new Secret(HexFormat.of().formatHex(bytes));
    }

    private void count(ObservabilityConfig.Metrics metrics, Environment environment) throws IOException {
        JsonClient client = new JsonClient(metrics.token(), ANSWER_LIMIT, LARGEST_ANSWER_BYTES);
        if (metrics.balancer() != null) {
            watch(new BalancerPoll(metrics.balancer(), client));
        }
        @Nullable URI prometheus = metrics.prometheus();
        if (prometheus != null && metrics.serving() != null) {
            watch(new PrometheusQuery(prometheus, metrics.serving(), PrometheusQuery.Meaning.SERVING, client));
        }
        if (prometheus != null && metrics.requests() != null) {
            watch(new PrometheusQuery(prometheus, metrics.requests(), PrometheusQuery.Meaning.REQUESTS, client));
        }
        if (metrics.replicas() != null) {
            watch(PodCount.of(environment, metrics.replicas()));
        }
    }

    private void watch(PollTask poll) {
        Poller poller = new Poller(poll, log, clock);
        open.push(poller);
        pollers.add(poller);
    }

    /** Records the received alarms. */
    private final class AlarmListener implements AlarmReceiver.AlarmConsumer {
        @Override
        public void alarm(String source, AlarmMessage message) throws IOException {
            log.append(new Observation.Alarm(
                    clock.instant(), source, message.alarm(), message.firing(), message.began(), message.instance()));
        }

        @Override
        public void refused(String source, String why) {
            LOG.log(System.Logger.Level.WARNING, "a message to the webhook was refused: " + why);
        }

        @Override
        public void overloaded(String source, String why) {
            append(new Observation.SourceUnreachable(clock.instant(), source, why));
        }

        @Override
        public void ready(String source) {
            append(new Observation.Listening(clock.instant(), source, false));
        }

        private void append(Observation observation) {
            try {
                log.append(observation);
            } catch (IOException failed) {
                LOG.log(System.Logger.Level.WARNING, "an external check's result could not be written", failed);
            }
        }
    }

    /** Stops polling, in reverse order; the results are kept. */
    @Override
    public void close() throws IOException {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception left) {
                LOG.log(System.Logger.Level.WARNING, "an external check could not be closed", left);
            }
        }
        if (listening) {
            // Until here alarms were received, even if none came.
            log.append(new Observation.Listening(clock.instant(), AlarmReceiver.SOURCE, false));
        }
        log.close();
    }
}
