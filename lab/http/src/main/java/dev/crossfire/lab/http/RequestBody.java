package dev.crossfire.lab.http;

import io.undertow.io.Receiver;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/** Reads bodies without a thread that waits for them: one that does not come in time costs its connection. */
public final class RequestBody {
    private static final int BODY_MILLIS = 5_000;

    private RequestBody() {}

    /**
     * Reads a body within its bound.
     *
     * @param then takes it, on a thread that must not block
     * @param tooLong is called instead for a body that is too long
     */
    public static void read(HttpServerExchange exchange, int mostBytes, Consumer<byte[]> then, Runnable tooLong) {
        if (exchange.getRequestContentLength() > mostBytes) {
            tooLong.run();
            return;
        }
        XnioExecutor.Key late = closeLate(exchange);
        Receiver receiver = exchange.getRequestReceiver();
        receiver.setMaxBufferSize(mostBytes);
        receiver.receiveFullBytes(
                (request, body) -> {
                    late.remove();
                    // A connection that was closed meanwhile ends its body early: what is there is a part of it.
                    if (request.getConnection().isOpen() && !request.isComplete()) {
                        then.accept(body);
                    }
                },
                (request, error) -> {
                    late.remove();
                    refuse(request, error, tooLong);
                });
    }

    /** Passes over a body that is not read, so that its sender gets the answer, but not for long. */
    public static void passOver(HttpServerExchange exchange) {
        if (!exchange.isRequestComplete()) {
            exchange.setPersistent(false);
            closeLate(exchange);
        }
    }

    /** Closes the connection of a request that is not there in time; returns what calls that off. */
    private static XnioExecutor.Key closeLate(HttpServerExchange exchange) {
        return exchange.getIoThread()
                .executeAfter(() -> IoUtils.safeClose(exchange.getConnection()), BODY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static void refuse(HttpServerExchange exchange, IOException error, Runnable tooLong) {
        if (error instanceof Receiver.RequestToLargeException) {
            tooLong.run();
        } else {
            IoUtils.safeClose(exchange.getConnection());
        }
    }
}
