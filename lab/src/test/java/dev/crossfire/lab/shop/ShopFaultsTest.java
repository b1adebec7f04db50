package dev.crossfire.lab.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crossfire.lab.StalledClients;
import dev.crossfire.lab.link.LinkFault;
import dev.crossfire.lab.link.LinkFault.AppliedLinkFault;
import dev.crossfire.lab.link.LinkFault.Direction;
import dev.crossfire.lab.link.LinkFault.LinkDelay;
import dev.crossfire.lab.shop.Customer.Reply;
import dev.crossfire.testkit.starvation.TimingError;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@Tag("live")
class ShopFaultsTest {
    /** Bytes that the database sends for an event, at least: its columns' values and their lengths. */
    private static final long SMALLEST_EVENT_ROW = 60;

    private static LiveServers servers;
    private static Shop shop;
    private static Customer customer;

    private final List<AppliedLinkFault> applied = new ArrayList<>();

    @BeforeAll
    static void open() throws Exception {
        servers = new LiveServers();
        Map<String, String> environment = servers.environment("a-1");
        environment.put("SHOP_WARM_ROUNDS", "1");
        shop = Shop.start(ShopSettings.from(environment));
        customer = new Customer(shop.address());
    }

    @AfterAll
    static void close() throws Exception {
        shop.close();
        servers.close();
    }

    @BeforeEach
    void awaitHealth() {
        await().until(() -> customer.get("/health/deep").body().path("status").asText(), "up"::equals);
    }

    @AfterEach
    void mend() {
        applied.forEach(AppliedLinkFault::close);
    }

    private static void took(Instant start, Duration atMost) throws Exception {
        Duration took = Duration.between(start, Instant.now());
        TimingError.unless(() -> assertThat(took).isLessThan(atMost));
    }

    @Test
    void reservationsAreRefusedAtOnceWithoutADatabaseAndComeBackWithIt() throws Exception {
        servers.loseDatabase();
        // The first ones may meet a connection that was just cut under them.
        await().until(() -> customer.buy(42, 61, "out").error(), "database-unavailable"::equals);
        Instant start = Instant.now();
        Reply refused = customer.buy(42, 61, "out");
        assertThat(refused.status()).isEqualTo(503);
        took(start, Duration.ofSeconds(1));
        assertThat(customer.get("/health").status()).isEqualTo(200);
        assertThat(customer.get("/health/deep").status()).isEqualTo(503);

        servers.findDatabase();
        await().until(() -> customer.buy(42, 61, "out").status() == 201);
    }

    @Test
    void aHungDatabaseIsGivenUpAndItsOutcomeCalledUnknown() throws Exception {
        applied.add(servers.database.apply(new LinkFault.Blackholed()));
        Instant start = Instant.now();
        Reply reply = customer.buy(42, 71, "hung");
        assertThat(reply.status()).isEqualTo(503);
        // A connection that lay idle for long is probed first, and found to be dead.
        TimingError.unless(() -> assertThat(reply.error()).isEqualTo("outcome-unknown"));
        took(start, Duration.ofSeconds(4));

        mend();
        await().until(() -> customer.buy(42, 71, "hung").status() < 300);
        assertThat(servers.query("SELECT count(*) FROM orders WHERE idempotency_key = 'hung'"))
                .isEqualTo(1);
    }

    @Test
    void aStatementThatTakesTooLongIsEndedByTheServer() throws Exception {
        try (Connection blocker = servers.connect();
                Statement statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("LOCK TABLE orders IN ACCESS EXCLUSIVE MODE");
            Reply reply = customer.buy(42, 81, "locked");
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.body().path("detail").asText()).contains("57014");
            blocker.rollback();
        }
        assertThat(customer.buy(42, 81, "locked").status()).isEqualTo(201);
    }

    @Test
    void browsingOutlivesTheCacheAndDoesNotSinkTheDatabase() throws Exception {
        customer.get("/events/42");
        applied.add(servers.cache.apply(new LinkFault.Blackholed()));
        // Slow, so that readers do meet: sharing is what is tested, and a single reader has no other to share with.
        applied.add(
                servers.database.apply(new LinkFault.Slow(Direction.TO_CLIENT, LinkDelay.of(Duration.ofMillis(20)))));
        long before = servers.database.counters().bytesToClient();
        List<Callable<Reply>> browsers = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            browsers.add(() -> customer.get("/events/42"));
        }
        Instant start = Instant.now();
        List<Reply> replies = Crowd.rush(browsers, 32);

        assertThat(replies).extracting(Reply::status).containsOnly(200);
        took(start, Duration.ofSeconds(5));
        long queriesAtMost = (servers.database.counters().bytesToClient() - before) / SMALLEST_EVENT_ROW;
        assertThat(queriesAtMost).isBetween(1L, 100L);
        assertThat(customer.get("/health/deep").body().path("status").asText()).isEqualTo("degraded");
    }

    @Test
    void ordersWhoseBodiesStallKeepNoOtherOut() throws Exception {
        // More than there are workers and places in their queue, with and without a first part of the body.
        String head = "POST /events/42/reservations HTTP/1.1\r\nHost: shop\r\nIdempotency-Key: stalled\r\n";
        try (var stalled = StalledClients.at(
                shop.address(),
                400,
                head + "Content-Length: 30\r\n\r\n{\"seat\"",
                head + "Content-Length: 30\r\nExpect: 100-continue\r\n\r\n",
                head + "Transfer-Encoding: chunked\r\n\r\n1e\r\n{")) {
            Instant start = Instant.now();
            assertThat(customer.get("/events/42").status()).isEqualTo(200);
            assertThat(customer.buy(42, 900, "in-spite-of-stalled").status()).isEqualTo(201);
            took(start, Duration.ofSeconds(3));
            assertThat(stalled.isFirstClosed(8_000)).isTrue();
        }
    }

    @Test
    void aCacheThatRefusesIsNoProblemEither() throws Exception {
        applied.add(servers.cache.apply(new LinkFault.Refusing()));
        assertThat(customer.get("/events/42").status()).isEqualTo(200);
    }

    @Test
    void theDatabaseMayGoWhileTheCacheServes() throws Exception {
        ShopSettings settings = ShopSettings.from(servers.environment("long-cache"));
        ShopSettings.CacheSettings cache = settings.cache();
        ShopSettings patient = new ShopSettings(
                "long-cache",
                0,
                settings.workers(),
                settings.queue(),
                settings.database(),
                new ShopSettings.CacheSettings(
                        cache.address(),
                        cache.user(),
                        cache.password(),
                        4,
                        Duration.ofMillis(500),
                        Duration.ofSeconds(30),
                        cache.rest()),
                settings.warmUp(),
                settings.control(),
                settings.behaviour(),
                false);
        servers.execute("INSERT INTO events VALUES (51, 'cached', 100, 5)");
        try (Shop cached = Shop.start(patient)) {
            Customer browser = new Customer(cached.address());
            assertThat(browser.get("/events/51").status()).isEqualTo(200);
            servers.loseDatabase();
            assertThat(browser.get("/events/51").status()).isEqualTo(200);
        }
        servers.findDatabase();
    }

    @Test
    void startsColdWhenThereIsNoDatabase() throws Exception {
        Map<String, String> environment = servers.environment("cold");
        environment.put("SHOP_DB_PORT", "1");
        environment.put("SHOP_WARM_MILLIS", "300");
        try (Shop cold = Shop.start(ShopSettings.from(environment))) {
            Customer early = new Customer(cold.address());
            assertThat(early.get("/health").status()).isEqualTo(200);
            assertThat(early.get("/health/deep").body().path("status").asText()).isEqualTo("down");
        }
    }
}
