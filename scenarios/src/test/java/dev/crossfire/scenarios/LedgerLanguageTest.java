package dev.crossfire.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.model.Problem;
import dev.crossfire.model.Scenario;
import dev.crossfire.model.environment.LedgerSpec;
import dev.crossfire.scenarios.ScenarioReader.ScenarioReading;
import dev.crossfire.scenarios.yaml.SourceFile;
import dev.crossfire.spi.Kinds;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerLanguageTest {
    private static final String BEFORE = """
        crossfire: v1
        name: sale
        load: { simulation: TicketOpen, duration: 30s, cohorts: { buyers: { rate: 9/s }, browsers: { rate: 9/s } } }
        """;
    private static final String AFTER = """
        objectives:
          - id: no-lost-orders
            lost-writes: { at-most: 0 }
        """;

    private static ScenarioReading read(String ledger) {
        Kinds kinds = new Kinds(List.of(), Kinds.load().objectives(), List.of());
        return new ScenarioReader(kinds, TestKinds::simulation)
                .read(SourceFile.of("sale.yaml", BEFORE + ledger + AFTER), null, List.of());
    }

    private static List<String> problemsOf(String ledger) {
        return read(ledger).problems().stream().map(Problem::toString).toList();
    }

    @Test
    void bothWaysAreRead() {
        ScenarioReading reading = read("""
            ledger:
              http: { path: /orders?limit=9, id: /id, key: /key, item: [/event, /seat], next: /next, after: after }
              sql: { query: select id from orders }
            """);
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.scenario().map(Scenario::ledger))
                .hasValue(new LedgerSpec(
                        new LedgerSpec.Http(
                                "/orders?limit=9", "", "/id", "/key", List.of("/event", "/seat"), "/next", "after"),
                        new LedgerSpec.Sql("select id from orders"),
                        1));
        assertThat(reading.origins())
                .containsEntry("/ledger/http/item/1", "sale.yaml:5")
                .containsEntry("/ledger/capacity", "default of Crossfire");
    }

    @Test
    void lostWritesNeedTheList() {
        assertThat(problemsOf(""))
                .containsExactly("sale.yaml:6:18: no-lost-orders in a scenario without a ledger is invalid;"
                        + " expected 'ledger' beside 'load' (it has the address of the system's records)");
    }

    /** One of 4,000 characters once exhausted the stack. */
    @Test
    void aPointerMayBeLong() {
        String pointer = "/" + "x".repeat(50_000) + "~1" + "/y".repeat(20_000);
        assertThat(problemsOf("ledger: { http: { path: /orders, rows: " + pointer + ", id: /id, key: /key } }\n"))
                .isEmpty();
        assertThat(problemsOf("ledger: { http: { path: /orders, rows: '" + pointer + "~', id: /id, key: /key } }\n"))
                .singleElement()
                .asString()
                .contains("is invalid; expected a JSON pointer");
    }

    @Test
    void unreadableValuesAreReportedAtTheirPlace() {
        assertThat(problemsOf("ledger: { capacity: 0 }\n"))
                .containsExactly(
                        "sale.yaml:4:9: a ledger without a source is invalid; expected 'http' or 'sql' under 'ledger'",
                        "sale.yaml:4:21: the number 0 is invalid; expected 1 or more");
        assertThat(problemsOf("ledger: { http: { path: orders, rows: orders, id: /i~d, next: /next } }\n"))
                .containsExactly(
                        "sale.yaml:4:25: 'orders' is invalid; expected a path under the base-url, such as"
                                + " /orders?limit=1000",
                        "sale.yaml:4:39: 'orders' is invalid; expected a JSON pointer, such as /orders (is the '/'"
                                + " missing?)",
                        "sale.yaml:4:51: '/i~d' is invalid; expected a JSON pointer, such as /orders",
                        "sale.yaml:4:63: next without after is invalid; expected both, or neither for a list on one"
                                + " page");
        assertThat(problemsOf("ledger: { sql: { } }\n")).hasSize(1).allMatch(line -> line.contains("missing query"));
    }
}
