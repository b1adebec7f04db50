package dev.crossfire.lab.shop;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Runs an endpoint and writes its answer; an endpoint that fails gets the answer its failure deserves. */
final class JsonHandler implements HttpHandler {
    private static final Logger LOG = Logger.getLogger(JsonHandler.class.getName());

    /** What is done for one path and method, on a worker thread. */
    interface Endpoint {
        ShopAnswer answer(HttpServerExchange exchange) throws SQLException, BadRequestException, IOException;
    }

    private final Endpoint endpoint;

    JsonHandler(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws IOException {
        send(exchange, answer(exchange));
    }

    static void send(HttpServerExchange exchange, ShopAnswer answer) throws IOException {
        exchange.setStatusCode(answer.status());
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
        exchange.getResponseSender().send(ByteBuffer.wrap(ShopJson.MAPPER.writeValueAsBytes(answer.body())));
    }

    private ShopAnswer answer(HttpServerExchange exchange) throws IOException {
        try {
            return endpoint.answer(exchange);
        } catch (BadRequestException e) {
            return ShopAnswer.problem(400, "bad-request", e.detail());
        } catch (SQLTransientConnectionException e) {
            LOG.log(Level.FINE, "no connection to the database", e);
            return ShopAnswer.problem(503, "database-unavailable", "no connection to the database; nothing was done");
        } catch (SQLException e) {
            LOG.log(Level.FINE, "database failed within a request", e);
            return ShopAnswer.problem(
                    503,
                    "outcome-unknown",
                    "the database did not answer (state " + e.getSQLState()
                            + "); repeat with the same Idempotency-Key");
        }
    }
}
