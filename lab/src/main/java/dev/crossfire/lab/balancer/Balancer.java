package dev.crossfire.lab.balancer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.crossfire.lab.balancer.Backend.BackendStatus;
import dev.crossfire.lab.balancer.HonestAnswers.HonestProxyClient;
import dev.crossfire.lab.http.BodyBufferingHandler;
import dev.crossfire.lab.http.LoopbackListener;
import dev.crossfire.lab.http.RequestBody;
import io.undertow.Undertow;
import io.undertow.Undertow.ListenerBuilder;
import io.undertow.Undertow.ListenerType;
import io.undertow.UndertowOptions;
import io.undertow.predicate.Predicates;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.proxy.ProxyHandler;
import io.undertow.util.Headers;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.xnio.OptionMap;
import org.xnio.Options;

/**
 * An HTTP load balancer: round robin over healthy backends, no retries, and an honest status for every failure.
 *
 * <p>502: a backend could not be reached or broke off. 503: no healthy backend, or too many requests. 504: a backend
 * took too long. All methods may be called from any thread.
 */
public final class Balancer implements AutoCloseable {
    /** Shorter than backends keep an idle connection, so that no request meets one that is just being closed. */
    private static final Duration IDLE_LIMIT = Duration.ofSeconds(30);

    private static final int IO_THREADS = 2;
    /** As much as a backend takes. */
    private static final int LARGEST_BODY = 8 * 1024;

    private static final int MOST_STALLED_BODIES = 512;

    /**
     * Where the proxy would print a stack trace for every failed request, which is answered and counted already.
     *
     * <p>Kept in a field, because a logger without a reference forgets its level.
     */
    private static final Logger PROXY_LOG = Logger.getLogger("io.undertow.proxy");

    static {
        PROXY_LOG.setLevel(Level.OFF);
    }

    private final BalancerSettings settings;
    private final HonestProxyClient backends = new HonestProxyClient();
    private final HonestAnswers answers;
    private final HealthChecker checker;
    /** A body follows its head in a packet of its own; held back until the head is acknowledged, it costs 40 ms. */
    private static final OptionMap AT_ONCE = OptionMap.create(Options.TCP_NODELAY, true);

    private final Undertow server;

    private Balancer(BalancerSettings settings, InstantSource clock) {
        this.settings = settings;
        backends.setConnectionsPerThread(Math.max(1, settings.connections() / IO_THREADS))
                .setSoftMaxConnectionsPerThread(4)
                .setMaxQueueSize(Math.max(1, settings.queue() / IO_THREADS))
                .setTtl((int) IDLE_LIMIT.toMillis())
                .setProblemServerRetry(1);
        answers = new HonestAnswers(proxy(), settings.inFlight());
        checker = new HealthChecker(settings.check(), clock, this::changed);
        server = Undertow.builder()
                .setIoThreads(IO_THREADS)
                .setWorkerThreads(1)
                .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, LoopbackListener.HEAD_MILLIS)
                // A request counts as in flight, and takes a connection to a backend, once it is complete.
                .addListener(
                        listener(settings.port(), new BodyBufferingHandler(answers, LARGEST_BODY, MOST_STALLED_BODIES)))
                .addListener(listener(settings.statusPort(), this::sendStatus))
                .build();
    }

    /**
     * Starts a balancer without backends.
     *
     * @throws IOException when one of its ports cannot be listened on
     */
    public static Balancer start(BalancerSettings settings, InstantSource clock) throws IOException {
        Balancer balancer = new Balancer(settings, clock);
        try {
            balancer.server.start();
            return balancer;
        } catch (RuntimeException e) {
            balancer.close();
            if (e.getCause() instanceof BindException taken) {
                throw new IOException(
                        "balancer cannot listen on ports " + settings.port() + " and " + settings.statusPort(), taken);
            }
            throw e;
        }
    }

    /** Where clients connect. */
    public InetSocketAddress address() {
        return (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
    }

    /** Where the status is read: GET / answers {@link #status()} as JSON. */
    public InetSocketAddress statusAddress() {
        return (InetSocketAddress) server.getListenerInfo().get(1).getAddress();
    }

    /** Adds a backend; it gets requests once it has passed its checks. Nothing happens if it is there already. */
    public void add(URI backend) {
        checker.watch(backend);
    }

    /** Sends a backend nothing more; requests it has are finished. Nothing happens if it is not there. */
    public void remove(URI backend) {
        checker.forget(backend);
    }

    /** Makes these the backends: adds new ones, removes those that are not named. */
    public void replace(Collection<URI> wanted) {
        wanted.forEach(this::add);
        checker.watched().stream().filter(uri -> !wanted.contains(uri)).forEach(this::remove);
    }

    public BalancerStatus status() {
        return new BalancerStatus(checker.status(), answers.requests(), answers.failures(), answers.counts());
    }

    @Override
    public void close() {
        checker.close();
        server.stop();
    }

    private HttpHandler proxy() {
        return ProxyHandler.builder()
                .setProxyClient(backends)
                .setMaxRequestTime((int) settings.requestLimit().toMillis())
                // Both are needed: the first counts tries to connect, the second is called about everything after.
                .setMaxConnectionRetries(0)
                .setIdempotentRequestPredicate(Predicates.falsePredicate())
                .build();
    }

    private void changed(Backend backend, boolean up) {
        if (up) {
            backends.addHost(null, backend.uri(), null, null, AT_ONCE);
        } else {
            backends.removeHost(backend.uri());
        }
    }

    private void sendStatus(HttpServerExchange exchange) throws IOException {
        RequestBody.passOver(exchange);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
        exchange.getResponseSender().send(ByteBuffer.wrap(StatusJson.bytes(status())));
    }

    private static ListenerBuilder listener(int port, HttpHandler root) {
        return new ListenerBuilder()
                .setType(ListenerType.HTTP)
                .setHost(InetAddress.getLoopbackAddress().getHostAddress())
                .setPort(port)
                .setRootHandler(root);
    }

    /**
     * The status of a balancer and its backends.
     *
     * @param requests taken so far
     * @param failures how many of them were answered with 500 or above, by a backend or the balancer
     * @param ownAnswers how many of them no backend answered, by reason
     */
    public record BalancerStatus(
            List<BackendStatus> backends, long requests, long failures, Map<String, Long> ownAnswers) {}

    /** How the balancer writes JSON: instants in ISO 8601. */
    static final class StatusJson {
        private static final JsonMapper MAPPER = JsonMapper.builder()
                .addModule(new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance))
                .build();

        private StatusJson() {}

        static byte[] bytes(Object value) throws JsonProcessingException {
            return MAPPER.writeValueAsBytes(value);
        }
    }
}
