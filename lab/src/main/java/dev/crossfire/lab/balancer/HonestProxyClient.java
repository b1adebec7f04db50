package dev.crossfire.lab.balancer;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.proxy.LoadBalancingProxyClient;
import io.undertow.server.handlers.proxy.ProxyCallback;
import io.undertow.server.handlers.proxy.ProxyConnection;
import io.undertow.util.AttachmentKey;
import java.util.concurrent.TimeUnit;

/** Notes on each request how far it got, so that its failure can be given the right name. */
final class HonestProxyClient extends LoadBalancingProxyClient {
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
