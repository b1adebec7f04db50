package dev.crossfire.lab.shop;

import dev.crossfire.lab.shop.JsonHandler.BadRequestException;
import dev.crossfire.lab.shop.JsonHandler.ShopAnswer;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RoutingHandler;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Requests to a replica that need its token; without it they do not exist. */
final class StressEndpoint {
    /** Carries the token. */
    static final String HEADER = "X-Control-Token";

    private static final int LONGEST_MILLIS = 43_200_000;

    private record Done(String stress) {}

    private final String token;
    private final SelfStress stress = new SelfStress();

    /**
     * Creates the endpoints behind the token.
     *
     * @param token empty if there is no access
     */
    StressEndpoint(String token) {
        this.token = token;
    }

    /** Returns the paths; they need no worker, so that a replica that has none left can be eased. */
    RoutingHandler routes() {
        return new RoutingHandler()
                .post("/control/stress/{id}", isProtected(this::begin))
                .delete("/control/stress/{id}", isProtected(this::end));
    }

    private HttpHandler isProtected(JsonHandler.Endpoint endpoint) {
        return new JsonHandler(exchange -> isAuthorized(exchange)
                ? endpoint.answer(exchange)
                : ShopAnswer.problem(404, "not-found", "there is nothing at " + exchange.getRequestPath()));
    }

    private boolean isAuthorized(HttpServerExchange exchange) {
        String given = exchange.getRequestHeaders().getFirst(HEADER);
        return !token.isEmpty()
                && given != null
                && MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    private ShopAnswer begin(HttpServerExchange exchange) throws BadRequestException {
        SelfStress.Stress requested = new SelfStress.Stress(
                number(exchange, "cpu", 100),
                number(exchange, "workers", 1_000),
                number(exchange, "memory", 100),
                Duration.ofMillis(number(exchange, "millis", LONGEST_MILLIS)));
        String id = text(exchange, "id");
        return stress.begin(id, requested)
                ? ShopAnswer.ok(new Done(id))
                : ShopAnswer.problem(429, "too-many", "too many stress requests are active; end some");
    }

    private ShopAnswer end(HttpServerExchange exchange) {
        String id = text(exchange, "id");
        stress.end(id);
        return ShopAnswer.ok(new Done(id));
    }

    private static int number(HttpServerExchange exchange, String name, int most) throws BadRequestException {
        String text = text(exchange, name);
        try {
            int number = Integer.parseInt(text);
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Reported below, with the same message as a number out of range.
        }
        throw new BadRequestException(name + " is '" + text + "'; expected a whole number from 0 to " + most);
    }

    private static String text(HttpServerExchange exchange, String name) {
        @Nullable Deque<String> given = exchange.getQueryParameters().get(name);
        return given == null || given.isEmpty() ? "" : given.element();
    }
}
