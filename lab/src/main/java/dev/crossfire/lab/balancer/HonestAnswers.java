package dev.crossfire.lab.balancer;

import io.undertow.server.DefaultResponseListener;
import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
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
}
