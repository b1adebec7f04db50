package dev.crossfire.lab.fis.http;

import dev.crossfire.lab.fis.model.ErrorType;
import dev.crossfire.lab.fis.model.FisException;
import io.undertow.io.Receiver;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/** Reads bodies without a thread that waits for them: one that does not come in time costs its connection. */
final class RequestBody {
    private static final int BODY_MILLIS = 5_000;

    private RequestBody() {}

    /**
     * Reads a body within its bound.
     *
     * @param then takes it, on a thread that must not block
     * @param refused takes the error for a body that is too long
     */
    static void read(
            HttpServerExchange exchange, int mostBytes, Consumer<byte[]> then, Consumer<FisException> refused) {
        if (exchange.getRequestContentLength() > mostBytes) {
            refused.accept(tooLong(mostBytes));
            return;
        }
        XnioExecutor.Key late = closeLate(exchange);
        Receiver receiver = exchange.getRequestReceiver();
        receiver.setMaxBufferSize(mostBytes);
        receiver.receiveFullBytes(
                (request, body) -> {
                    late.remove();
                    then.accept(body);
                },
                (request, error) -> {
                    late.remove();
                    refuse(request, error, mostBytes, refused);
                });
    }

    /** Closes the connection of a request that is not there in time; returns what calls that off. */
    static XnioExecutor.Key closeLate(HttpServerExchange exchange) {
        return exchange.getIoThread()
                .executeAfter(() -> IoUtils.safeClose(exchange.getConnection()), BODY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static void refuse(
            HttpServerExchange exchange, IOException error, int mostBytes, Consumer<FisException> refused) {
        if (error instanceof Receiver.RequestToLargeException) {
            refused.accept(tooLong(mostBytes));
        } else {
            IoUtils.safeClose(exchange.getConnection());
        }
    }

    private static FisException tooLong(int mostBytes) {
        return new FisException(
                ErrorType.TOO_LARGE, "The body is longer than " + mostBytes + " bytes; ask for less at a time.");
    }
}
