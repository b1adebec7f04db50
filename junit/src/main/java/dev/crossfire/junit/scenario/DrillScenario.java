package dev.crossfire.junit.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A scenario in Java, equal to one in YAML: each key of the scenario language has a method, and {@link #yaml} is what
 * Crossfire reads. It is checked as a file is, when the drill starts.
 *
 * <pre>
 * DrillScenario.named("checkout-loses-its-database")
 *         .load(DrillLoad.of("TicketOpen")
 *                 .duration(Duration.ofSeconds(90))
 *                 .cohort("buyers", DrillCohort.rate(20).spike(ofSeconds(15), 400, ofSeconds(2), ofSeconds(50))))
 *         .fault("writer-lost", DrillFault.databaseFailover("ticketing-db").at(ofSeconds(30)))
 *         .objective("buyers-recover", DrillObjective.recoveryTime("buyers", "writer-lost", ofSeconds(10)));
 * </pre>
 *
 * <p>Rates are per second, shares are 0 to 1, durations are whole milliseconds.
 */
public final class DrillScenario {
    private final String name;
    private final Map<String, Object> document = new LinkedHashMap<>();

    private DrillScenario(String name) {
        this.name = name;
        document.put("crossfire", "v1");
        document.put("name", name);
    }

    /** An empty scenario; it needs a load and an objective. */
    public static DrillScenario named(String name) {
        return new DrillScenario(name);
    }

    /** The name. */
    public String name() {
        return name;
    }

    /** What goes wrong, in one line. */
    public DrillScenario title(String title) {
        document.put("title", title);
        return this;
    }

    /** The load. */
    public DrillScenario load(DrillLoad load) {
        document.put("load", load.content());
        return this;
    }

    /** When a cohort is healthy; shipped simulations bring defaults. */
    public DrillScenario healthy(String cohort, Health criteria) {
        mapping("healthy").put(cohort, criteria.content());
        return this;
    }

    /** How long every cohort must be healthy before a fault. */
    public DrillScenario steadyState(Duration window) {
        mapping("steady-state").put("for", window);
        return this;
    }

    /** Adds a fault. */
    public DrillScenario fault(String id, DrillFault fault) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("id", id);
        entry.putAll(fault.content());
        list("faults").add(entry);
        return this;
    }

    /** Injects only so many of the faults, which the seed picks. */
    public DrillScenario pick(int faults) {
        document.put("pick", faults);
        return this;
    }

    /** Stops the run early when more than this share of a cohort's answers are errors for so long without a break. */
    public DrillScenario abortWhenErrorRatio(String cohort, double over, Duration lasting) {
        Map<String, Object> ratio = new LinkedHashMap<>();
        ratio.put("cohort", cohort);
        ratio.put("over", over);
        ratio.put("for", lasting);
        list("abort-when").add(Map.of("error-ratio", ratio));
        return this;
    }

    /** How acknowledged writes are compared with the system's records. */
    public DrillScenario ledger(DrillLedger ledger) {
        document.put("ledger", ledger.content());
        return this;
    }

    /** Adds an objective. */
    public DrillScenario objective(String id, DrillObjective objective) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("id", id);
        entry.put(objective.kind(), objective.settings());
        list("objectives").add(entry);
        return this;
    }

    /**
     * Changes a value in one environment.
     *
     * @param path as of {@code --set}, such as {@code objectives.buyers-recover.at-most}
     * @param value a duration, a number, a truth value or a text as YAML has it, such as {@code 40/s}
     */
    public DrillScenario overlay(String environment, String path, Object value) {
        Map<String, Object> below = inside(mapping("overlays"), environment);
        String[] keys = path.split("\\.", -1);
        for (int i = 0; i < keys.length - 1; i++) {
            below = inside(below, keys[i]);
        }
        below.put(keys[keys.length - 1], value);
        return this;
    }

    /** The scenario as YAML. */
    public String yaml() {
        return YamlText.document(document);
    }

    @Override
    public String toString() {
        return yaml();
    }

    private Map<String, Object> mapping(String key) {
        return inside(document, key);
    }

    @SuppressWarnings("unchecked") // Only this class puts mappings there.
    private static Map<String, Object> inside(Map<String, Object> outer, String key) {
        return (Map<String, Object>) outer.computeIfAbsent(key, absent -> new LinkedHashMap<String, Object>());
    }

    @SuppressWarnings("unchecked") // Only this class puts lists there.
    private List<Object> list(String key) {
        return (List<Object>) document.computeIfAbsent(key, absent -> new ArrayList<>());
    }
}
