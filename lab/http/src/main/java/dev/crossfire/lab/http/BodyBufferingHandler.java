package dev.crossfire.lab.http;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.Connectors;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.ServerConnection;
import io.undertow.server.handlers.HttpContinueReadHandler;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.xnio.IoUtils;

/**
 * Passes a request on once its whole body is here, so that a client that stalls takes no worker and no backend.
 *
 * <p>A body that does not come in time costs its connection. When too many bodies are waited for, the connection that has
 * been waited for the longest gives way to the next.
 */
public final class BodyBufferingHandler implements HttpHandler {
    private final HttpHandler next;
    private final int mostBytes;
    private final int mostWaiting;
    /** Asks for a body that the client holds back until it is asked. */
    private final HttpHandler reading = new HttpContinueReadHandler(this::read);

    private final Set<ServerConnection> waiting = new LinkedHashSet<>();

    /**
     * Creates a handler.
     *
     * @param next is called on the I/O thread, which it must not block; it reads the body as from the client
     * @param mostBytes the longest body; a longer one is refused with status 413
     * @param mostWaiting how many bodies may be waited for at a time
     */
    public BodyBufferingHandler(HttpHandler next, int mostBytes, int mostWaiting) {
        this.next = next;
        this.mostBytes = mostBytes;
        this.mostWaiting = mostWaiting;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (exchange.isRequestComplete()) {
            next.handleRequest(exchange);
        } else {
            reading.handleRequest(exchange);
        }
    }

    private void read(HttpServerExchange exchange) {
        ServerConnection connection = exchange.getConnection();
        add(connection);
        RequestBody.read(
                exchange,
                mostBytes,
                body -> {
                    remove(connection);
                    passOn(exchange, body);
                },
                () -> {
                    remove(connection);
                    refuse(exchange);
                });
    }

    private synchronized void add(ServerConnection connection) {
        if (waiting.size() >= mostWaiting) {
            waiting.removeIf(each -> !each.isOpen());
        }
        if (waiting.size() >= mostWaiting) {
            Iterator<ServerConnection> oldestFirst = waiting.iterator();
            IoUtils.safeClose(oldestFirst.next());
            oldestFirst.remove();
        }
        waiting.add(connection);
    }

    private synchronized void remove(ServerConnection connection) {
        waiting.remove(connection);
    }

    private void passOn(HttpServerExchange exchange, byte[] body) {
        if (body.length > 0) {
            Connectors.ungetRequestBytes(exchange, new ReadBody(ByteBuffer.wrap(body)));
        }
        Connectors.resetRequestChannel(exchange);
        // The body is here: the next handler does not ask for it again.
        exchange.getRequestHeaders().remove(Headers.EXPECT);
        try {
            next.handleRequest(exchange);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the request could not be handled", e);
        }
    }

    private void refuse(HttpServerExchange exchange) {
        exchange.setStatusCode(StatusCodes.REQUEST_ENTITY_TOO_LARGE);
        RequestBody.passOver(exchange);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
        exchange.getResponseSender()
                .send("{\"error\":\"too-large\",\"detail\":\"the body has more than " + mostBytes + " bytes\"}");
    }

    /** A body that was read, in memory that needs not be given back. */
    private record ReadBody(ByteBuffer bytes) implements PooledByteBuffer {
        @Override
        public ByteBuffer getBuffer() {
            return bytes;
        }

        @Override
        public void close() {}

        @Override
        public boolean isOpen() {
            return true;
        }
    }
}
