package dev.crossfire.plan;

import dev.crossfire.evidence.Json;
import dev.crossfire.model.AbortRule;
import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.HealthRule;
import dev.crossfire.model.Scenario;
import dev.crossfire.model.Start;
import dev.crossfire.model.TargetSelection;
import dev.crossfire.model.environment.LedgerSpec;
import dev.crossfire.model.load.Cohort;
import dev.crossfire.model.load.Load;
import dev.crossfire.model.load.Spike;
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
        scenario.healthy().forEach((cohort, rule) -> healthy(Pointers.under("/healthy", cohort), rule));
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
            settings(Pointers.under("/objectives", objective.id()), objective.settings());
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
        load.selections().forEach((name, selection) -> {
            String pointer = Pointers.under("/load/cohorts", name);
            given(pointer + "/scenario", selection.scenario());
            given(pointer + "/group", selection.group());
            given(pointer + "/request", selection.request());
        });
    }

    private void cohort(Cohort cohort) {
        String pointer = Pointers.under("/load/cohorts", cohort.name());
        put(pointer + "/rate", cohort.rate().toString());
        for (int i = 0; i < cohort.spikes().size(); i++) {
            Spike spike = cohort.spikes().get(i);
            String at = pointer + "/spikes/" + i;
            put(at + "/at", DurationText.format(spike.at()));
            put(at + "/to", spike.to().toString());
            put(at + "/ramp", DurationText.format(spike.ramp()));
            put(at + "/hold", DurationText.format(spike.hold()));
        }
    }

    private void healthy(String pointer, HealthRule rule) {
        put(pointer + "/within", DurationText.format(rule.within()));
        put(pointer + "/success", rule.success().toString());
        put(pointer + "/stable-for", DurationText.format(rule.stableFor()));
    }

    private void fault(FaultSpec fault) {
        String pointer = Pointers.fault(fault.id());
        put(pointer + "/kind", fault.kind());
        put(pointer + "/target/role", fault.role());
        if (fault.selection() instanceof TargetSelection.Count count) {
            put(pointer + "/target/select/count", Integer.toString(count.count()));
        } else if (fault.selection() instanceof TargetSelection.Share share) {
            put(pointer + "/target/select/share", share.share().toString());
        } else {
            put(pointer + "/target/select", "all");
        }
        if (fault.start() instanceof Start.At at) {
            put(pointer + "/at", DurationText.format(at.offset()));
        } else if (fault.start() instanceof Start.Between between) {
            put(pointer + "/between/from", DurationText.format(between.from()));
            put(pointer + "/between/to", DurationText.format(between.to()));
        } else if (fault.start() instanceof Start.After after) {
            put(pointer + "/after/fault", after.fault());
            put(pointer + "/after/event", after.event().name().toLowerCase(Locale.ROOT));
            put(pointer + "/after/delay", DurationText.format(after.delay()));
        }
        if (fault.duration() != null) {
            put(pointer + "/duration", DurationText.format(fault.duration()));
        }
        if (fault.expect() != null) {
            put(
                    pointer + "/expect",
                    fault.expect().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        settings(pointer, fault.settings());
    }

    private void ledger(String pointer, LedgerSpec ledger) {
        if (ledger.http() != null) {
            LedgerSpec.Http http = ledger.http();
            put(pointer + "/http/path", http.path());
            given(pointer + "/http/rows", http.rows().isEmpty() ? null : http.rows());
            put(pointer + "/http/id", http.id());
            given(pointer + "/http/key", http.key());
            for (int i = 0; i < http.item().size(); i++) {
                put(pointer + "/http/item/" + i, http.item().get(i));
            }
            given(pointer + "/http/next", http.next());
            given(pointer + "/http/after", http.after());
        }
        if (ledger.sql() != null) {
            put(pointer + "/sql/query", ledger.sql().query());
        }
        put(pointer + "/capacity", Integer.toString(ledger.capacity()));
    }

    private void given(String pointer, @Nullable String text) {
        if (text != null) {
            put(pointer, text);
        }
    }

    private void abort(String pointer, AbortRule rule) {
        put(pointer + "/cohort", rule.cohort());
        put(pointer + "/over", rule.over().toString());
        put(pointer + "/for", DurationText.format(rule.window()));
    }

    /** A plug-in's settings, whose secrets have no text. */
    private void settings(String pointer, Object settings) {
        Json.texts(settings).forEach((path, text) -> put(pointer + path, text));
    }

    private void put(String pointer, String text) {
        values.put(pointer, text);
    }
}
