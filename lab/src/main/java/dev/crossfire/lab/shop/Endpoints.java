package dev.crossfire.lab.shop;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.crossfire.lab.shop.JsonHandler.BadRequestException;
import dev.crossfire.lab.shop.JsonHandler.ShopAnswer;
import dev.crossfire.lab.shop.JsonHandler.ShopJson;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Deque;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the shop answers to browsers, buyers and bookkeepers. */
final class Endpoints {
    private static final Pattern KEY = Pattern.compile("[!-~]{1,100}");
    private static final int LONGEST_BUYER = 100;
    private static final int LARGEST_PAGE = 10_000;

    /** The body of a reservation; a part that is missing is null. */
    private record ReservationRequest(
            @Nullable Integer seat,
            @Nullable Boolean anySeat,
            @Nullable String buyer) {
        boolean any() {
            return Boolean.TRUE.equals(anySeat);
        }
    }

    /** The front page. */
    private record FrontPage(String shop, String events) {}

    private final EventReader catalogue;
    private final OrderBook orders;

    Endpoints(EventReader catalogue, OrderBook orders) {
        this.catalogue = catalogue;
        this.orders = orders;
    }

    /** A page that needs neither the database nor the cache: only a shop that is down as a whole cannot answer it. */
    static ShopAnswer front(HttpServerExchange exchange) {
        return ShopAnswer.ok(new FrontPage("tickets", "/events/42"));
    }

    ShopAnswer event(HttpServerExchange exchange) throws SQLException, BadRequestException {
        long id = number(exchange, "id", null, Long.MAX_VALUE);
        return catalogue.find(id).map(ShopAnswer::ok).orElseGet(() -> noSuchEvent(id));
    }

    ShopAnswer reserve(HttpServerExchange exchange) throws SQLException, BadRequestException, IOException {
        long event = number(exchange, "id", null, Long.MAX_VALUE);
        OrderBook.Reservation reservation = reservation(exchange, event);
        OrderBook.ReservationOutcome outcome = orders.reserve(reservation);
        if (outcome instanceof OrderBook.ReservationOutcome.Sold sold) {
            return new ShopAnswer(201, sold.order());
        } else if (outcome instanceof OrderBook.ReservationOutcome.SoldBefore before) {
            return ShopAnswer.ok(before.order());
        } else if (outcome instanceof OrderBook.ReservationOutcome.SeatTaken) {
            return ShopAnswer.problem(409, "seat-taken", "seat " + reservation.seat() + " is sold; others are free");
        } else if (outcome instanceof OrderBook.ReservationOutcome.SoldOut) {
            return ShopAnswer.problem(410, "sold-out", "every seat of event " + event + " is sold");
        } else if (outcome instanceof OrderBook.ReservationOutcome.KeyReused) {
            return ShopAnswer.problem(422, "key-reused", "this Idempotency-Key belongs to another reservation");
        } else if (outcome instanceof OrderBook.ReservationOutcome.NoSuchSeat none) {
            return ShopAnswer.problem(
                    404, "no-such-seat", "seat " + reservation.seat() + " is unknown; expected 1 to " + none.seats());
        }
        return noSuchEvent(event);
    }

    ShopAnswer order(HttpServerExchange exchange) throws SQLException, BadRequestException {
        long id = number(exchange, "id", null, Long.MAX_VALUE);
        return orders.find(id)
                .map(ShopAnswer::ok)
                .orElseGet(() -> ShopAnswer.problem(404, "no-such-order", "there is no order " + id));
    }

    ShopAnswer orders(HttpServerExchange exchange) throws SQLException, BadRequestException {
        long after = number(exchange, "after", 0L, Long.MAX_VALUE);
        long limit = number(exchange, "limit", 1_000L, LARGEST_PAGE);
        if (limit == 0) {
            throw new BadRequestException("limit is 0; expected 1 to " + LARGEST_PAGE);
        }
        return ShopAnswer.ok(orders.after(after, (int) limit));
    }

    private static ShopAnswer noSuchEvent(long id) {
        return ShopAnswer.problem(404, "no-such-event", "there is no event " + id);
    }

    private static OrderBook.Reservation reservation(HttpServerExchange exchange, long event)
            throws BadRequestException, IOException {
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        if (key == null || !KEY.matcher(key).matches()) {
            throw new BadRequestException("Idempotency-Key is " + (key == null ? "missing" : "'" + key + "'")
                    + "; expected 1 to 100 visible ASCII characters");
        }
        ReservationRequest reservationRequest = reservationRequest(exchange);
        Integer seat = reservationRequest.any() ? Integer.valueOf(1) : reservationRequest.seat();
        if (seat == null || seat < 1) {
            throw new BadRequestException("seat is " + reservationRequest.seat() + "; expected a whole number from 1");
        }
        if (reservationRequest.buyer() == null
                || reservationRequest.buyer().isBlank()
                || reservationRequest.buyer().length() > LONGEST_BUYER) {
            throw new BadRequestException("buyer is '" + reservationRequest.buyer() + "'; expected a name of 1 to "
                    + LONGEST_BUYER + " characters");
        }
        return new OrderBook.Reservation(event, seat, reservationRequest.any(), reservationRequest.buyer(), key);
    }

    private static ReservationRequest reservationRequest(HttpServerExchange exchange)
            throws BadRequestException, IOException {
        try {
            ReservationRequest reservationRequest =
                    ShopJson.MAPPER.readValue(exchange.getInputStream(), ReservationRequest.class);
            if (reservationRequest == null) {
                throw new BadRequestException("the body is null; expected {\"seat\":123,\"buyer\":\"…\"}");
            }
            return reservationRequest;
        } catch (JsonProcessingException e) {
            throw new BadRequestException(
                    "the body cannot be read" + place(e.getLocation()) + "; expected {\"seat\":123,\"buyer\":\"…\"}");
        }
    }

    private static String place(@Nullable JsonLocation found) {
        return found == null ? "" : " at line " + found.getLineNr() + ", column " + found.getColumnNr();
    }

    private static long number(HttpServerExchange exchange, String name, @Nullable Long otherwise, long most)
            throws BadRequestException {
        Deque<String> given = exchange.getQueryParameters().get(name);
        if ((given == null || given.isEmpty()) && otherwise != null) {
            return otherwise;
        }
        String text = given == null ? "" : given.element();
        try {
            long number = Long.parseLong(text);
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Reported below, with the same message as a number out of range.
        }
        throw new BadRequestException(name + " is '" + text + "'; expected a whole number from 0 to " + most);
    }
}
