package dev.crossfire.lab.kubernetes;

import io.undertow.io.Receiver;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/** Reads bodies without a thread that waits for them: one that does not come in time costs its connection. */
final class RequestBody {
    private static final int MOST_BYTES = 1 << 20;
    private static final int BODY_MILLIS = 5_000;

    private RequestBody() {}

    /**
     * Reads a body within its bound.
     *
     * @param then takes it, on a thread that must not block
     * @param refused takes the error for a body that is too long
     */
    static void read(HttpServerExchange exchange, Consumer<byte[]> then, Consumer<ApiException> refused) {
        if (exchange.getRequestContentLength() > MOST_BYTES) {
            refused.accept(ApiException.tooLarge(MOST_BYTES));
            return;
        }
        XnioExecutor.Key late = closeLate(exchange);
        Receiver receiver = exchange.getRequestReceiver();
        receiver.setMaxBufferSize(MOST_BYTES);
        receiver.receiveFullBytes(
                (request, body) -> {
                    late.remove();
                    then.accept(body);
                },
                (request, error) -> {
                    late.remove();
                    refuse(request, error, refused);
                });
    }

    /** Closes the connection of a request that is not there in time; returns what calls that off. */
    static XnioExecutor.Key closeLate(HttpServerExchange exchange) {
        return exchange.getIoThread()
                .executeAfter(() -> IoUtils.safeClose(exchange.getConnection()), BODY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static void refuse(HttpServerExchange exchange, IOException error, Consumer<ApiException> refused) {
        if (error instanceof Receiver.RequestToLargeException) {
            refused.accept(ApiException.tooLarge(MOST_BYTES));
        } else {
            IoUtils.safeClose(exchange.getConnection());
        }
    }
}
