package dev.crossfire.lab.shop;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Instant;
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

    /** A status code and the body that goes with it, to be written as JSON. */
    record ShopAnswer(int status, Object body) {

        /**
         * An answer other than the expected one.
         *
         * @param error a word for programs
         * @param detail a sentence for people: what was found and what was expected
         */
        record ErrorBody(String error, String detail) {}

        static ShopAnswer ok(Object body) {
            return new ShopAnswer(200, body);
        }

        static ShopAnswer problem(int status, String error, String detail) {
            return new ShopAnswer(status, new ErrorBody(error, detail));
        }
    }

    /** How the shop reads and writes JSON: strictly, with instants in ISO 8601. */
    static final class ShopJson {
        static final JsonMapper MAPPER = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .addModule(new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance))
                .build();

        private ShopJson() {}
    }

    /** A request that cannot be understood; the message contains what was found and what was expected. */
    static final class BadRequestException extends Exception {
        private static final long serialVersionUID = 1L;

        private final String detail;

        BadRequestException(String detail) {
            super(detail);
            this.detail = detail;
        }

        String detail() {
            return detail;
        }
    }
}
