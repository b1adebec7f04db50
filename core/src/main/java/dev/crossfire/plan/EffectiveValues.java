package dev.crossfire.plan;

import dev.crossfire.evidence.Json;
import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.FaultSpec.TargetSelection;
import dev.crossfire.model.Scenario;
import dev.crossfire.model.Scenario.AbortRule;
import dev.crossfire.model.Start;
import dev.crossfire.model.environment.LedgerSpec;
import dev.crossfire.model.load.Cohort;
import dev.crossfire.model.load.Load;
import dev.crossfire.model.objective.ObjectiveSpec;
import dev.crossfire.model.quantity.DurationText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every value of a scenario as people write it, by the JSON pointer that names its origin. */
public final class EffectiveValues {
    private final Map<String, String> values = new LinkedHashMap<>();

    private EffectiveValues() {}

    /** The values in the order of the language. */
    public static Map<String, String> of(Scenario scenario) {
        EffectiveValues collector = new EffectiveValues();
        collector.scenario(scenario);
        return Collections.unmodifiableMap(collector.values);
    }

    private void scenario(Scenario scenario) {
        put("/name", scenario.name());
        put("/title", scenario.title());
        load(scenario.load());
        scenario.healthy().forEach((cohort, rule) -> components(Pointers.under("/healthy", cohort), rule));
        put("/steady-state/for", DurationText.format(scenario.steadyState()));
        scenario.faults().forEach(this::fault);
        if (scenario.pick() != null) {
            put("/pick", scenario.pick().toString());
        }
        for (int i = 0; i < scenario.abortWhen().size(); i++) {
            abort("/abort-when/" + i + "/error-ratio", scenario.abortWhen().get(i));
        }
        if (scenario.ledger() != null) {
            ledger("/ledger", scenario.ledger());
        }
        for (ObjectiveSpec objective : scenario.objectives()) {
            components(Pointers.under("/objectives", objective.id()), objective.settings());
        }
    }

    private void load(Load load) {
        put("/load/simulation", load.simulation());
        load.parameters().forEach((name, value) -> put(Pointers.under("/load/parameters", name), value));
        put("/load/warm-up", DurationText.format(load.warmUp()));
        put("/load/duration", DurationText.format(load.duration()));
        if (!load.startTimeout().equals(Load.START_TIMEOUT)) {
            put("/load/start-timeout", DurationText.format(load.startTimeout()));
        }
        if (load.jvm().heap() != null) {
            put("/load/jvm/heap", load.jvm().heap());
        }
        for (int i = 0; i < load.jvm().options().size(); i++) {
            put("/load/jvm/options/" + i, load.jvm().options().get(i));
        }
        load.cohorts().forEach(this::cohort);
        load.selections().forEach((name, selection) -> components(Pointers.under("/load/cohorts", name), selection));
    }

    private void cohort(Cohort cohort) {
        String pointer = Pointers.under("/load/cohorts", cohort.name());
        put(pointer + "/rate", cohort.rate().toString());
        for (int i = 0; i < cohort.spikes().size(); i++) {
            components(pointer + "/spikes/" + i, cohort.spikes().get(i));
        }
    }

    private void fault(FaultSpec fault) {
        String pointer = Pointers.fault(fault.id());
        put(pointer + "/kind", fault.kind());
        put(pointer + "/target/role", fault.role());
        if (fault.selection() instanceof TargetSelection.All) {
            put(pointer + "/target/select", "all");
        } else {
            variant(pointer + "/target/select", fault.selection());
        }
        if (fault.start() instanceof Start.At at) {
            put(pointer + "/at", DurationText.format(at.offset()));
        } else {
            variant(pointer + (fault.start() instanceof Start.Between ? "/between" : "/after"), fault.start());
        }
        if (fault.duration() != null) {
            put(pointer + "/duration", DurationText.format(fault.duration()));
        }
        if (fault.expect() != null) {
            put(
                    pointer + "/expect",
                    fault.expect().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        components(pointer, fault.settings());
    }

    private void ledger(String pointer, LedgerSpec ledger) {
        LedgerSpec.@Nullable Http http = ledger.http();
        Json.texts(ledger).forEach((path, text) -> {
            if (http != null && path.equals("/http/item")) {
                for (int i = 0; i < http.item().size(); i++) {
                    put(pointer + path + "/" + i, http.item().get(i));
                }
            } else if (!text.isEmpty()) {
                put(pointer + path, text);
            }
        });
    }

    private void abort(String pointer, AbortRule rule) {
        put(pointer + "/cohort", rule.cohort());
        put(pointer + "/over", rule.over().toString());
        put(pointer + "/for", DurationText.format(rule.window()));
    }

    /** The values of a record whose components are called as the language calls them; a secret has no text. */
    private void components(String pointer, Object record) {
        Json.texts(record).forEach((path, text) -> put(pointer + path, text));
    }

    /** The values of one of several records, without the property that says which one it is. */
    private void variant(String pointer, Object variant) {
        Json.texts(variant).forEach((path, text) -> {
            if (!path.equals("/type")) {
                put(pointer + path, text);
            }
        });
    }

    private void put(String pointer, String text) {
        values.put(pointer, text);
    }
}
