package dev.crossfire.extension;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.crossfire.junit.scenario.DrillCohort;
import dev.crossfire.junit.scenario.DrillFault;
import dev.crossfire.junit.scenario.DrillFault.Moment;
import dev.crossfire.junit.scenario.DrillLedger;
import dev.crossfire.junit.scenario.DrillLoad;
import dev.crossfire.junit.scenario.DrillObjective;
import dev.crossfire.junit.scenario.DrillScenario;
import dev.crossfire.junit.scenario.Health;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** One scenario twice: built in Java, and as YAML by hand, in other spellings of the same values. */
final class RandomScenario {
    private static final List<Moment> MOMENTS = List.of(Moment.values());

    private final Random random;
    private final DrillScenario built;
    private final StringBuilder yaml = new StringBuilder();

    RandomScenario(Random random) {
        this.random = random;
        String title = pick("A zone is lost: \"all\" of it", "50 % # no comment", "null", "ç\u2028\t\\n");
        built = DrillScenario.named("sale").title(title);
        yaml.append("crossfire: v1\nname: sale\ntitle: ").append(escaped(title)).append('\n');
    }

    /** The scenario from Java, as the YAML that it writes. */
    String fromJava() {
        return built.yaml();
    }

    /** The scenario by hand. */
    String byHand() {
        return yaml.toString();
    }

    /** Load, health, steady state, abort rules and a ledger. */
    RandomScenario withLoad() {
        int seconds = 600 + random.nextInt(60);
        DrillLoad load = DrillLoad.of("com.example.Sale").duration(ofSeconds(seconds));
        yaml.append("load:\n  simulation: com.example.Sale\n  duration: 10m" + (seconds - 600) + "s\n");
        if (random.nextBoolean()) {
            load.warmUp(ofMillis(1500)).startTimeout(ofSeconds(90));
            yaml.append("  warm-up: 1.5s\n  start-timeout: 1m30s\n");
        }
        if (random.nextBoolean()) {
            load.parameter("event", 42).parameter("shop.url", "true").parameter("fast", true);
            yaml.append("  parameters: { event: 42, shop.url: 'true', fast: true }\n");
        }
        if (random.nextBoolean()) {
            load.heap("512m").jvmOption("-XX:+UseZGC").jvmOption("-Dx=y");
            yaml.append("  jvm: { heap: 512m, options: [ '-XX:+UseZGC', '-Dx=y' ] }\n");
        }
        load.cohort(
                "buyers",
                DrillCohort.rate(0.5)
                        .spike(ofSeconds(15), 400, ofSeconds(2), ofSeconds(50))
                        .spike(ofSeconds(90), 12.25, Duration.ZERO, ofMillis(500)));
        load.cohort("browsers", DrillCohort.rate(120));
        load.cohort(
                "null",
                DrillCohort.selected()
                        .scenario("visitors")
                        .group("shop / browse")
                        .request("look: \"it\""));
        yaml.append("  cohorts:\n    buyers: { rate: 30/min, spikes: [")
                .append(" { at: 15s, to: 400/s, ramp: 2s, hold: 50s }, { at: 1m30s, to: 735/min, hold: 0.5s } ] }\n")
                .append("    browsers: { rate: 7200/min }\n")
                .append("    'null': { scenario: visitors, group: shop / browse, request: 'look: \"it\"' }\n");
        built.load(load);
        return this;
    }

    /** When cohorts are healthy, and what follows from that. */
    RandomScenario withHealth() {
        yaml.append("healthy:\n");
        for (String cohort : new String[] {"buyers", "browsers", "null"}) {
            int tenths = 900 + random.nextInt(100);
            built.healthy(
                    cohort,
                    Health.criteria()
                            .within(ofMillis(250))
                            .success(tenths / 1000.0)
                            .stableFor(ofSeconds(5)));
            yaml.append("  '" + cohort + "': { within: 250ms, success: " + tenths / 10 + "." + tenths % 10
                    + "%, stable-for: 5s }\n");
        }
        built.steadyState(ofSeconds(3));
        yaml.append("steady-state: { for: 3000ms }\n");
        if (random.nextBoolean()) {
            built.abortWhenErrorRatio("browsers", 0.5, ofSeconds(15))
                    .abortWhenErrorRatio("buyers", 0.75, ofSeconds(60));
            yaml.append("abort-when: [ { error-ratio: { cohort: browsers, over: 50%, for: 15s } },")
                    .append(" { error-ratio: { cohort: buyers, over: 75%, for: 1m } } ]\n");
        }
        return this;
    }

    /** The system's records, over HTTP or in a database. */
    RandomScenario withLedger() {
        if (random.nextBoolean()) {
            built.ledger(DrillLedger.http("/orders?limit=10", "/id")
                    .rows("/orders")
                    .key("/key")
                    .item("/event", "/seat")
                    .pages("/next", "after"));
            yaml.append("ledger: { http: { path: '/orders?limit=10', id: /id, rows: /orders, key: /key,")
                    .append(" item: [ /event, /seat ], next: /next, after: after } }\n");
        } else {
            String query = "select id, \"key\" from orders -- all";
            built.ledger(DrillLedger.sql(query).capacity(2));
            yaml.append("ledger: { sql: { query: '" + query + "' }, capacity: 2 }\n");
        }
        return this;
    }

    /** A fault, and one that waits for it; {@code settings} is what the hand writes of the first. */
    RandomScenario withFaults(DrillFault first, String settings) {
        int at = 10 + random.nextInt(20);
        String start;
        if (random.nextBoolean()) {
            first.at(ofSeconds(at));
            start = "at: " + at + "s";
        } else {
            first.between(ofSeconds(at), ofSeconds(at + 9));
            start = "between: { from: " + at + "s, to: " + (at + 9) + "s }";
        }
        String target = "target: shop";
        int selection = random.nextInt(3);
        if (selection == 1) {
            first.selectCount(2);
            target = "target: { role: shop, select: { count: 2 } }";
        } else if (selection == 2) {
            first.selectShare(0.3);
            target = "target: { role: shop, select: { share: 30% } }";
        }
        boolean impact = random.nextBoolean();
        DrillFault second = DrillFault.databaseFailover("ticketing-db");
        built.fault("first", impact ? first.expectImpact() : first.expectNoImpact());
        Moment moment = MOMENTS.get(random.nextInt(MOMENTS.size()));
        built.fault("second", second.after("first", moment, ofSeconds(10)));
        yaml.append("faults:\n  - { id: first, " + settings + ", " + target + ", " + start + ", expect: "
                + (impact ? "impact" : "no-impact") + " }\n");
        yaml.append("  - { id: second, kind: database-failover, target: ticketing-db, after: { fault: first, event: "
                + moment.name().toLowerCase(Locale.ROOT) + ", delay: 10s } }\n");
        return this;
    }

    /** Injects only one of the faults; then objectives concern the whole run, and no fault waits for another. */
    RandomScenario withPick() {
        for (int i = 1; i <= 3; i++) {
            built.fault(
                    "one-of-" + i,
                    DrillFault.zoneLoss("zone-a").at(ofSeconds(60)).duration(ofSeconds(i)));
        }
        built.pick(1);
        yaml.append("faults:\n");
        for (int i = 1; i <= 3; i++) {
            yaml.append(
                    "  - { id: one-of-" + i + ", kind: zone-loss, target: zone-a, at: 1m, duration: " + i + "s }\n");
        }
        yaml.append("pick: 1\n");
        return this;
    }

    /** An objective, and an overlay that changes another. */
    RandomScenario withObjective(DrillObjective objective, String byHand) {
        built.objective("judged", objective);
        built.objective("few-errors", DrillObjective.errorRatio("buyers", 0.05));
        built.overlay("staging", "objectives.few-errors.at-most", 0.125)
                .overlay("staging", "load.cohorts.browsers.rate", "90/s")
                .overlay("staging", "steady-state.for", ofSeconds(4));
        yaml.append("objectives:\n  - { id: judged, " + byHand + " }\n")
                .append("  - { id: few-errors, error-ratio: { cohort: buyers, at-most: 5% } }\n")
                .append("overlays: { staging: { objectives: { few-errors: { at-most: 12.5% } },")
                .append(" load: { cohorts: { browsers: { rate: 5400/min } } }, steady-state: { for: 4s } } }\n");
        return this;
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static String escaped(String text) {
        return "\""
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\t", "\\t")
                        .replace("\u2028", "\\u2028") + "\"";
    }
}
