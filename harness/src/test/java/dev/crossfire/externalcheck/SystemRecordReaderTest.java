package dev.crossfire.externalcheck;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.crossfire.evidence.JournalEvent.LedgerRead;
import dev.crossfire.evidence.JsonLines;
import dev.crossfire.evidence.LedgerEntry.SystemRow;
import dev.crossfire.model.environment.LedgerSpec;
import dev.crossfire.model.environment.ObservabilityConfig;
import dev.crossfire.model.environment.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemRecordReaderTest {
    private static final LedgerSpec.Http PAGED = new LedgerSpec.Http(
            "/orders?limit=4", "/orders", "/id", "/key", List.of("/event", "/seat"), "/next", "after");
    private static final String JDBC = "jdbc:h2:mem:shop;PASSWORD=opensesame;USER=reader";

    @TempDir
    private Path folder;

    private final List<String> asked = new ArrayList<>();
    private HttpServer shop;
    private int unhealthy;
    private int rows = 10;

    @BeforeEach
    void open() throws IOException {
        shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        shop.createContext("/orders", this::orders);
        shop.createContext("/broken", exchange -> answer(exchange, 200, "{\"orders\":{}}"));
        shop.createContext("/stuck", exchange -> answer(exchange, 200, "{\"orders\":[],\"next\":7}"));
        shop.createContext("/forbidden", exchange -> answer(exchange, 403, "{}"));
        shop.start();
    }

    @AfterEach
    void close() {
        shop.stop(0);
    }

    private void orders(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        asked.add(query + " " + exchange.getRequestHeaders().getFirst("Authorization"));
        if (unhealthy-- > 0) {
            answer(exchange, 503, "{}");
            return;
        }
        int after = query.contains("after=") ? Integer.parseInt(query.replaceFirst(".*after=", "")) : 0;
        int last = Math.min(rows, after + 4);
        String page = IntStream.rangeClosed(after + 1, last)
                .mapToObj(id -> "{\"id\":" + id + ",\"key\":\"k" + id + "\",\"event\":42,\"seat\":" + 10 * id + "}")
                .collect(Collectors.joining(","));
        answer(exchange, 200, "{\"orders\":[" + page + "],\"next\":" + (last < rows ? last : null) + "}");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private LedgerRead read(LedgerSpec.@Nullable Http http, ObservabilityConfig observability) throws IOException {
        URI base = URI.create("http://127.0.0.1:" + shop.getAddress().getPort() + "/");
        return new SystemRecordReader(folder.resolve("held"), InstantSource.system(), Duration.ofSeconds(1))
                .read(new LedgerSpec(http, null, 1), observability, base);
    }

    private static LedgerSpec.Http at(String path) {
        return new LedgerSpec.Http(path, "/orders", "/id", null, List.of(), "/next", "after");
    }

    private List<SystemRow> held() throws IOException {
        List<SystemRow> held = new ArrayList<>();
        try (JsonLines<SystemRow> lines = new JsonLines<>(folder.resolve("held"), SystemRow.class)) {
            for (SystemRow row = lines.next(); row != null; row = lines.next()) {
                held.add(row);
            }
        }
        return held;
    }

    @Test
    void readsEveryPageOnceTheSystemIsHealthy() throws IOException {
        unhealthy = 2;
        ObservabilityConfig observability =
                recordsAccess(new ObservabilityConfig.RecordsAccess(null, null, null, null, new Secret("t0ken")));
        LedgerRead read = read(PAGED, observability);
        assertThat(read.problem()).isNull();
        assertThat(read.keyed()).isTrue();
        assertThat(read.rows()).isEqualTo(10);
        assertThat(held())
                .hasSize(10)
                .contains(new SystemRow("1", "k1", "42/10"), new SystemRow("10", "k10", "42/100"));
        assertThat(asked)
                .containsExactly(
                        "limit=4 Bearer t0ken",
                        "limit=4 Bearer t0ken",
                        "limit=4 Bearer t0ken",
                        "limit=4&after=4 Bearer t0ken",
                        "limit=4&after=8 Bearer t0ken");
    }

    @Test
    void reportsWhyAListCannotBeRead() throws IOException {
        assertThat(read(at("/broken"), ObservabilityConfig.NONE).problem())
                .contains("/broken", "without a list at '/orders'");
        Files.delete(folder.resolve("held"));
        assertThat(read(at("/stuck"), ObservabilityConfig.NONE).problem()).contains("leads to itself", "again 7");
        Files.delete(folder.resolve("held"));
        assertThat(read(at("/forbidden"), ObservabilityConfig.NONE).problem()).contains("answers 403; expected 200");
        Files.delete(folder.resolve("held"));
        rows = 1;
        LedgerSpec.Http nameless = new LedgerSpec.Http("/orders?x=1", "/orders", "/uid", null, List.of(), null, null);
        assertThat(read(nameless, ObservabilityConfig.NONE).problem()).contains("a row without a value at '/uid'");
        assertThat(read(null, ObservabilityConfig.NONE).problem()).contains("the system's records have no source");
    }

    @Test
    void readsTheDatabaseWhereTheEnvironmentDeclaresIt() throws IOException, SQLException {
        try (Connection keeper = DriverManager.getConnection(JDBC);
                Statement statement = keeper.createStatement()) {
            statement.execute("create table orders (id int, idempotency varchar, seat varchar)");
            statement.execute("insert into orders values (1, 'a', '42/1'), (2, null, '42/2')");
            String query = "select id, idempotency as \"key\", seat as item from orders order by id";
            LedgerRead read = read(PAGED, recordsAccess(query));
            assertThat(read.problem()).isNull();
            assertThat(read.keyed()).isTrue();
            assertThat(held()).containsExactly(new SystemRow("1", "a", "42/1"), new SystemRow("2", null, "42/2"));
            Files.delete(folder.resolve("held"));
            assertThat(read(PAGED, recordsAccess("select seat from orders")).problem())
                    .contains("[seat]", "named id");
            Files.delete(folder.resolve("held"));
            assertThat(read(PAGED, recordsAccess("delete from orders")).problem())
                    .isNotNull();
            assertThat(asked).isEmpty();
        }
    }

    @Test
    void revealsNoSecretOfADatabaseThatCannotBeReached() throws IOException {
        Secret url = new Secret("jdbc:nosuch://db/shop?password=opensesame");
        LedgerRead read =
                read(PAGED, recordsAccess(new ObservabilityConfig.RecordsAccess(url, null, null, "select 1", null)));
        assertThat(read.problem()).contains("No suitable driver").doesNotContain("opensesame");
        assertThat(read.source()).doesNotContain("opensesame");
    }

    private static ObservabilityConfig recordsAccess(String query) {
        return recordsAccess(new ObservabilityConfig.RecordsAccess(new Secret(JDBC), null, null, query, null));
    }

    private static ObservabilityConfig recordsAccess(ObservabilityConfig.RecordsAccess recordsAccess) {
        return new ObservabilityConfig(recordsAccess, null, null);
    }
}
