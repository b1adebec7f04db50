package dev.crossfire.scenarios.draft;

import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.FaultSpec.TargetSelection;
import dev.crossfire.model.Scenario;
import dev.crossfire.model.Scenario.AbortRule;
import dev.crossfire.model.Start;
import dev.crossfire.model.environment.LedgerSpec;
import dev.crossfire.model.load.Cohort;
import dev.crossfire.model.load.Cohort.Spike;
import dev.crossfire.model.load.CohortSelection;
import dev.crossfire.model.load.Load;
import dev.crossfire.model.load.Load.JvmOptions;
import dev.crossfire.model.objective.ObjectiveSpec;
import dev.crossfire.model.quantity.Rate;
import dev.crossfire.plan.Pointers;
import dev.crossfire.scenarios.databinding.FaultBinder.BoundFault;
import dev.crossfire.scenarios.databinding.ObjectiveBinder.BoundObjective;
import dev.crossfire.scenarios.language.FaultPart;
import dev.crossfire.scenarios.language.FaultPart.AfterPart;
import dev.crossfire.scenarios.language.FaultPart.SelectPart;
import dev.crossfire.scenarios.language.FaultPart.TargetPart;
import dev.crossfire.scenarios.language.LoadPart;
import dev.crossfire.scenarios.language.LoadPart.CohortPart;
import dev.crossfire.scenarios.language.LoadPart.JvmPart;
import dev.crossfire.scenarios.language.LoadPart.SpikePart;
import dev.crossfire.scenarios.language.ScenarioDocument;
import dev.crossfire.scenarios.language.ScenarioDocument.AbortPart;
import dev.crossfire.scenarios.language.ScenarioDocument.AbortRatioPart;
import dev.crossfire.scenarios.language.ScenarioDocument.LedgerPart;
import dev.crossfire.scenarios.problems.ValueOrigins;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Builds a scenario from a draft without problems; fills in the defaults. */
public final class ScenarioBuilder {
    private static final String CROSSFIRE = "Crossfire";
    private static final Duration WARM_UP = Duration.ofSeconds(10);

    /** How long every cohort must be healthy before a fault, unless a scenario sets another time. */
    public static final Duration DEFAULT_STEADY_STATE = Duration.ofSeconds(5);

    private final ValueOrigins origins;

    public ScenarioBuilder(ValueOrigins origins) {
        this.origins = origins;
    }

    public Scenario build(ScenarioDraft draft) {
        ScenarioDocument part = draft.part();
        String name = required(part.name());
        return new Scenario(
                name,
                orDefault(part.title(), name, "/title"),
                load(required(part.load())),
                draft.healthy(),
                part.steadyState() == null
                        ? orDefault(null, DEFAULT_STEADY_STATE, "/steady-state/for")
                        : required(part.steadyState().window()),
                draft.faults().stream().map(this::fault).toList(),
                part.pick(),
                (part.abortWhen() == null ? List.<AbortPart>of() : part.abortWhen())
                        .stream().map(ScenarioBuilder::abort).toList(),
                draft.objectives().stream().map(ScenarioBuilder::objective).toList(),
                ledger(part.ledger()));
    }

    private @Nullable LedgerSpec ledger(@Nullable LedgerPart part) {
        if (part != null) {
            orDefault(part.capacity(), LedgerPart.CAPACITY, "/ledger/capacity");
        }
        return part == null ? null : part.spec();
    }

    private Load load(LoadPart part) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (part.parameters() != null) {
            part.parameters().forEach((name, value) -> parameters.put(name, value.text()));
        }
        List<Cohort> cohorts = new ArrayList<>();
        Map<String, CohortSelection> selections = new LinkedHashMap<>();
        if (part.cohorts() != null) {
            part.cohorts().forEach((name, cohort) -> {
                // A cohort is the scenario of its name, whether that is written or not.
                if (cohort.selects() && !cohort.selection().equals(new CohortSelection(name, null, null))) {
                    selections.put(name, cohort.selection());
                } else if (!cohort.selects()) {
                    cohorts.add(cohort(name, cohort));
                }
            });
        }
        return new Load(
                required(part.simulation()),
                parameters,
                orDefault(part.warmUp(), WARM_UP, "/load/warm-up"),
                required(part.duration()),
                cohorts,
                jvm(part.jvm()),
                part.startTimeout() == null ? Load.START_TIMEOUT : part.startTimeout(),
                selections);
    }

    private static JvmOptions jvm(@Nullable JvmPart part) {
        return part == null
                ? JvmOptions.NONE
                : new JvmOptions(part.heap(), part.options() == null ? List.of() : part.options());
    }

    private Cohort cohort(String name, CohortPart part) {
        List<Spike> spikes = new ArrayList<>();
        List<SpikePart> written = part.spikes() == null ? List.of() : part.spikes();
        for (int i = 0; i < written.size(); i++) {
            SpikePart spike = written.get(i);
            Duration ramp = orDefault(
                    spike.ramp(), Duration.ZERO, Pointers.under("/load/cohorts", name) + "/spikes/" + i + "/ramp");
            spikes.add(spike(required(spike.at()), required(spike.to()), ramp, required(spike.hold())));
        }
        return new Cohort(name, required(part.rate()), spikes);
    }

    /** A spike; without a ramp the rate rises and falls at once. */
    public static Spike spike(Duration at, Rate to, @Nullable Duration ramp, Duration hold) {
        return new Spike(at, to, ramp == null ? Duration.ZERO : ramp, hold);
    }

    private FaultSpec fault(BoundFault fault) {
        FaultPart part = fault.part();
        TargetPart target = required(part.target());
        return new FaultSpec(
                required(part.id()),
                required(part.kind()),
                required(target.role()),
                selection(target.select(), fault.pointer()),
                start(part, fault.pointer()),
                part.duration(),
                required(fault.settings()),
                part.expect());
    }

    private TargetSelection selection(@Nullable SelectPart select, String pointer) {
        if (select == null) {
            origins.setDefault(pointer + "/target/select", CROSSFIRE);
            return new TargetSelection.All();
        }
        return select.count() != null
                ? new TargetSelection.Count(select.count())
                : new TargetSelection.Share(required(select.share()));
    }

    private Start start(FaultPart part, String pointer) {
        if (part.at() != null) {
            return new Start.At(part.at());
        }
        if (part.between() != null) {
            return new Start.Between(
                    required(part.between().from()), required(part.between().to()));
        }
        AfterPart after = required(part.after());
        Duration delay = orDefault(after.delay(), Duration.ZERO, pointer + "/after/delay");
        return new Start.After(required(after.fault()), required(after.event()), delay);
    }

    private static AbortRule abort(AbortPart part) {
        AbortRatioPart ratio = required(part.errorRatio());
        return new AbortRule(required(ratio.cohort()), required(ratio.over()), required(ratio.window()));
    }

    private static ObjectiveSpec objective(BoundObjective objective) {
        return new ObjectiveSpec(
                required(objective.id()),
                required(objective.kind()).description().name(),
                required(objective.settings()));
    }

    private <T> T orDefault(@Nullable T value, T otherwise, String pointer) {
        if (value != null) {
            return value;
        }
        origins.setDefault(pointer, CROSSFIRE);
        return otherwise;
    }

    /** A value that a draft without problems has. */
    private static <T> T required(@Nullable T value) {
        return Objects.requireNonNull(value, "a draft without problems lacks something");
    }
}
