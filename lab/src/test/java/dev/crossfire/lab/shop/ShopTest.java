package dev.crossfire.lab.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crossfire.lab.shop.Customer.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@Tag("live")
class ShopTest {
    private static LiveServers servers;
    private static Shop shop;
    private static Customer customer;
    private static long ordersAfterWarmUp;
    private static long soldAfterWarmUp;
    private static long lastIdAfterWarmUp;

    @BeforeAll
    static void open() throws Exception {
        servers = new LiveServers();
        Map<String, String> environment = servers.environment("a-1");
        // All of its rounds, however busy the machine.
        environment.put("SHOP_WARM_MILLIS", "50000");
        shop = Shop.start(ShopSettings.from(environment));
        customer = new Customer(shop.address());
        ordersAfterWarmUp = servers.query("SELECT count(*) FROM orders");
        soldAfterWarmUp = servers.query("SELECT sum(sold) FROM event_sales");
        lastIdAfterWarmUp = servers.query("SELECT last_value FROM orders_id_seq");
    }

    @AfterAll
    static void close() throws Exception {
        shop.close();
        servers.close();
    }

    @Test
    void warmUpLeftNoOrderAndNoCount() {
        assertThat(ordersAfterWarmUp).isZero();
        assertThat(soldAfterWarmUp).isZero();
        // It did rehearse, or else zero would prove nothing: ids are used up even by sales taken back.
        // Ten rounds on each of two connections.
        assertThat(lastIdAfterWarmUp).isGreaterThanOrEqualTo(10 * 2);
    }

    @Test
    void showsAnEventWithPriceAndSeatsLeft() throws Exception {
        Reply reply = customer.get("/events/42");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.replica()).isEqualTo("a-1");
        assertThat(reply.body().path("priceCents").asInt()).isEqualTo(5900);
        assertThat(reply.body().path("seats").asInt()).isEqualTo(1_000_000);
        assertThat(customer.get("/events/7").error()).isEqualTo("no-such-event");
    }

    @Test
    void aSaleIsSeenByBrowsersOnceTheCacheHasAged() throws Exception {
        long before = customer.get("/events/42").body().path("left").asLong();
        assertThat(customer.buy(42, 11, "seen").status()).isEqualTo(201);
        await().until(() -> customer.get("/events/42").body().path("left").asLong() < before);
    }

    @Test
    void sellsASeatOnceAndRepeatsTheAnswerForTheSameKey() throws Exception {
        Reply first = customer.buy(42, 21, "once");
        Reply again = customer.buy(42, 21, "once");
        Reply other = customer.buy(42, 21, "other");
        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(other.status()).isEqualTo(409);
        assertThat(customer.get("/orders/" + first.id()).body()).isEqualTo(first.body());
    }

    @Test
    void sellsAnySeatOncePerKey() throws Exception {
        String anySeat = "{\"anySeat\":true,\"buyer\":\"ann\"}";
        Reply first = customer.post(42, "any-1", anySeat);
        Reply again = customer.post(42, "any-1", anySeat);
        Reply other = customer.post(42, "any-2", anySeat);
        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(other.status()).isEqualTo(201);
        assertThat(other.body().path("seat")).isNotEqualTo(first.body().path("seat"));
    }

    @Test
    void theFrontPageNeedsNothing() throws Exception {
        assertThat(customer.get("/").status()).isEqualTo(200);
    }

    @Test
    void aKeyBelongsToOneReservation() throws Exception {
        assertThat(customer.buy(42, 31, "mine").status()).isEqualTo(201);
        Reply reply = customer.buy(42, 32, "mine");
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.error()).isEqualTo("key-reused");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''     | {\"seat\":1,\"buyer\":\"a\"}             | Idempotency-Key is missing",
                "'a b'  | {\"seat\":1,\"buyer\":\"a\"}             | Idempotency-Key is 'a b'",
                "k      | {\"seat\":0,\"buyer\":\"a\"}             | seat is 0; expected a whole number from 1",
                "k      | {\"buyer\":\"a\"}                        | seat is null",
                "k      | {\"seat\":1}                             | buyer is 'null'",
                "k      | {\"seat\":1,\"buyer\":\" \"}             | buyer is ' '",
                "k      | {\"seat\":\"1\",\"buyer\":\"a\"}         | the body cannot be read",
                "k      | {\"seat\":1.5,\"buyer\":\"a\"}           | the body cannot be read",
                "k      | {\"seat\":1,\"buyer\":\"a\",\"vip\":1}   | the body cannot be read",
                "k      | {\"seat\":1,\"buyer\":\"a\"              | the body cannot be read",
                "k      | ''                                       | the body cannot be read",
                "k      | null                                     | the body is null",
            })
    void refusesWhatItCannotUnderstand(String key, String body, String detail) throws Exception {
        Reply reply = customer.post(42, key, body);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().path("detail").asText()).contains(detail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/events/x", "/events/-1", "/orders/1.5", "/orders?limit=0", "/orders?after=-1&limit=5"})
    void refusesNumbersThatAreNone(String path) throws Exception {
        assertThat(customer.get(path).status()).isEqualTo(400);
    }

    @Test
    void knowsWhichSeatsThereAre() throws Exception {
        assertThat(customer.buy(42, 1_000_001, "beyond").error()).isEqualTo("no-such-seat");
        assertThat(customer.buy(6, 1, "nowhere").error()).isEqualTo("no-such-event");
        assertThat(customer.buy(42, 1_000_000, "last").status()).isEqualTo(201);
    }

    @Test
    void aRushOnFewSeatsSellsEachOnceAndThenAnswersSoldOut() throws Exception {
        int seats = 40;
        servers.execute("INSERT INTO events VALUES (50, 'small', 100, " + seats + ");"
                + " INSERT INTO event_sales (event_id, shard) SELECT 50, n FROM generate_series(0, 63) AS n");

        List<Callable<Reply>> rush = new ArrayList<>();
        for (int seat = 1; seat <= seats; seat++) {
            for (int buyer = 0; buyer < 4; buyer++) {
                int wanted = seat;
                // Two of the four are one buyer who clicked twice.
                String key = "rush-" + seat + "-" + Math.min(buyer, 2);
                // A machine that is busy makes the shop refuse for want of a connection; the buyer clicks again.
                rush.add(() -> await().pollDelay(Duration.ZERO)
                        .until(() -> customer.buy(50, wanted, key), reply -> reply.status() != 503));
            }
        }
        List<Reply> replies = Crowd.rush(rush, 16);

        assertThat(replies).extracting(Reply::status).containsOnly(200, 201, 409, 410);
        assertThat(replies.stream().filter(reply -> reply.status() == 201)).hasSize(seats);
        assertThat(servers.query("SELECT count(*) FROM orders WHERE event_id = 50"))
                .isEqualTo(seats);
        assertThat(servers.query("SELECT sum(sold) FROM event_sales WHERE event_id = 50"))
                .isEqualTo(seats);
        assertThat(customer.buy(50, 7, "too-late").status()).isEqualTo(410);
    }

    @Test
    void oneKeySentManyTimesAtOnceIsOneOrder() throws Exception {
        List<Callable<Reply>> clicks = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            clicks.add(() -> customer.buy(42, 41, "nervous"));
        }
        List<Reply> replies = Crowd.rush(clicks, 16);

        assertThat(replies.stream().filter(reply -> reply.status() == 201)).hasSize(1);
        assertThat(replies.stream().filter(reply -> reply.status() == 200)).hasSize(15);
        assertThat(replies.stream().map(Reply::id).collect(Collectors.toSet())).hasSize(1);
    }

    @Test
    void listsEveryOrderOnceByPages() throws Exception {
        for (int i = 0; i < 7; i++) {
            assertThat(customer.buy(42, 500 + i, "page-" + i).status()).isEqualTo(201);
        }
        List<Long> listed = new ArrayList<>();
        long after = 0;
        Reply page;
        do {
            page = customer.get("/orders?after=" + after + "&limit=3");
            page.body()
                    .path("orders")
                    .forEach(order -> listed.add(order.path("id").asLong()));
            after = page.body().path("next").asLong();
        } while (!page.body().path("next").isNull());

        assertThat(listed).isSorted().doesNotHaveDuplicates();
        assertThat(listed).hasSize((int) servers.query("SELECT count(*) FROM orders"));
    }
}
