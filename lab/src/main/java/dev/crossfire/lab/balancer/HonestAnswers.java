package dev.crossfire.lab.balancer;

import io.undertow.server.DefaultResponseListener;
import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.proxy.LoadBalancingProxyClient;
import io.undertow.server.handlers.proxy.ProxyCallback;
import io.undertow.server.handlers.proxy.ProxyConnection;
import io.undertow.util.AttachmentKey;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the requests in flight, and gives the failures of the proxy their proper names: Undertow's own answer to nearly
 * all of them is 503.
 *
 * <p>Only answers that no backend gave pass through here; a backend's 503 stays what it is.
 */
final class HonestAnswers implements HttpHandler, DefaultResponseListener, ExchangeCompletionListener {
    private final HttpHandler proxy;
    private final int limit;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final LongAdder requests = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final Map<FailureCause, LongAdder> counts = new ConcurrentHashMap<>();

    /**
     * @param limit requests at a time
     */
    HonestAnswers(HttpHandler proxy, int limit) {
        this.proxy = proxy;
        this.limit = limit;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        requests.increment();
        exchange.addDefaultResponseListener(this);
        exchange.addExchangeCompleteListener(this);
        if (inFlight.incrementAndGet() > limit) {
            exchange.putAttachment(HonestProxyClient.VERDICT, FailureCause.OVERLOADED);
            exchange.setStatusCode(FailureCause.OVERLOADED.status());
            exchange.endExchange();
        } else {
            proxy.handleRequest(exchange);
        }
    }

    @Override
    public void exchangeEvent(HttpServerExchange exchange, NextListener next) {
        inFlight.decrementAndGet();
        if (exchange.getStatusCode() >= StatusCodes.INTERNAL_SERVER_ERROR) {
            failures.increment();
        }
        next.proceed();
    }

    @Override
    public boolean handleDefaultResponse(HttpServerExchange exchange) {
        FailureCause verdict = verdict(exchange);
        if (verdict == null || exchange.getStatusCode() < StatusCodes.INTERNAL_SERVER_ERROR) {
            return false;
        }
        counts.computeIfAbsent(verdict, first -> new LongAdder()).increment();
        exchange.setStatusCode(verdict.status());
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
        exchange.getResponseSender().send(verdict.json());
        return true;
    }

    long requests() {
        return requests.sum();
    }

    /** Returns how many answers, of backends and of the balancer, were 500 or above. */
    long failures() {
        return failures.sum();
    }

    Map<String, Long> counts() {
        Map<String, Long> read = new TreeMap<>();
        counts.forEach((verdict, count) -> read.put(verdict.word(), count.sum()));
        return read;
    }

    private static @Nullable FailureCause verdict(HttpServerExchange exchange) {
        return exchange.getStatusCode() == StatusCodes.GATEWAY_TIME_OUT
                ? FailureCause.TOO_SLOW
                : exchange.getAttachment(HonestProxyClient.VERDICT);
    }

    /** Why the balancer, and not a backend, answered a request. */
    enum FailureCause {
        NO_BACKEND(503, "no backend is healthy"),
        OVERLOADED(503, "too many requests are in flight"),
        QUEUE_FULL(503, "too many requests wait for this backend"),
        UNREACHABLE(502, "the backend could not be connected to"),
        BROKEN(502, "the backend's connection broke before it answered"),
        TOO_SLOW(504, "the backend took too long to answer");

        private final int status;
        private final String detail;

        FailureCause(int status, String detail) {
            this.status = status;
            this.detail = detail;
        }

        int status() {
            return status;
        }

        /** The name as programs read it. */
        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** A body that needs no escaping. */
        String json() {
            return "{\"error\":\"" + word() + "\",\"detail\":\"" + detail + "\"}";
        }
    }

    /** Notes on each request how far it got, so that its failure can be given the right name. */
    static final class HonestProxyClient extends LoadBalancingProxyClient {
        static final AttachmentKey<FailureCause> VERDICT = AttachmentKey.create(FailureCause.class);

        @Override
        public void getConnection(
                ProxyTarget target,
                HttpServerExchange exchange,
                ProxyCallback<ProxyConnection> callback,
                long timeout,
                TimeUnit unit) {
            super.getConnection(target, exchange, new Noting(callback), timeout, unit);
        }

        private record Noting(ProxyCallback<ProxyConnection> then) implements ProxyCallback<ProxyConnection> {
            @Override
            public void completed(HttpServerExchange exchange, ProxyConnection connection) {
                exchange.putAttachment(VERDICT, FailureCause.BROKEN);
                then.completed(exchange, connection);
            }

            @Override
            public void failed(HttpServerExchange exchange) {
                exchange.putAttachment(VERDICT, FailureCause.UNREACHABLE);
                then.failed(exchange);
            }

            @Override
            public void couldNotResolveBackend(HttpServerExchange exchange) {
                exchange.putAttachment(VERDICT, FailureCause.NO_BACKEND);
                then.couldNotResolveBackend(exchange);
            }

            @Override
            public void queuedRequestFailed(HttpServerExchange exchange) {
                exchange.putAttachment(VERDICT, FailureCause.QUEUE_FULL);
                then.queuedRequestFailed(exchange);
            }
        }
    }
}
