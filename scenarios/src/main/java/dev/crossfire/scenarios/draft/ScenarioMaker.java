package dev.crossfire.scenarios.draft;

import dev.crossfire.model.AbortRule;
import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.Scenario;
import dev.crossfire.model.Start;
import dev.crossfire.model.TargetSelection;
import dev.crossfire.model.environment.LedgerSpec;
import dev.crossfire.model.load.Cohort;
import dev.crossfire.model.load.CohortSelection;
import dev.crossfire.model.load.JvmOptions;
import dev.crossfire.model.load.Load;
import dev.crossfire.model.load.Spike;
import dev.crossfire.model.objective.ObjectiveSpec;
import dev.crossfire.model.quantity.Rate;
import dev.crossfire.scenarios.binding.FaultBinder.BoundFault;
import dev.crossfire.scenarios.binding.ObjectiveBinder.BoundObjective;
import dev.crossfire.scenarios.language.FaultPart;
import dev.crossfire.scenarios.language.FaultPart.AfterPart;
import dev.crossfire.scenarios.language.FaultPart.SelectPart;
import dev.crossfire.scenarios.language.FaultPart.TargetPart;
import dev.crossfire.scenarios.language.LedgerPart;
import dev.crossfire.scenarios.language.LoadPart;
import dev.crossfire.scenarios.language.LoadPart.CohortPart;
import dev.crossfire.scenarios.language.LoadPart.JvmPart;
import dev.crossfire.scenarios.language.LoadPart.SpikePart;
import dev.crossfire.scenarios.language.ScenarioDocument;
import dev.crossfire.scenarios.language.ScenarioDocument.AbortPart;
import dev.crossfire.scenarios.language.ScenarioDocument.AbortRatioPart;
import dev.crossfire.scenarios.problems.Origins;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes a scenario of a draft in which nothing is wrong, and fills in what was left out. */
public final class ScenarioMaker {
    private static final String US = "Crossfire";
    private static final Duration WARM_UP = Duration.ofSeconds(10);

    /** How long every cohort must be healthy before the first fault, unless a scenario sets another time. */
    public static final Duration STEADY = Duration.ofSeconds(5);

    private final Origins origins;

    public ScenarioMaker(Origins origins) {
        this.origins = origins;
    }

    public Scenario make(ScenarioDraft draft) {
        ScenarioDocument part = draft.part();
        String name = given(part.name());
        return new Scenario(
                name,
                or(part.title(), name, "/title"),
                load(given(part.load())),
                draft.healthy(),
                part.steadyState() == null
                        ? or(null, STEADY, "/steady-state/for")
                        : given(part.steadyState().window()),
                draft.faults().stream().map(this::fault).toList(),
                part.pick(),
                (part.abortWhen() == null ? List.<AbortPart>of() : part.abortWhen())
                        .stream().map(ScenarioMaker::abort).toList(),
                draft.objectives().stream().map(ScenarioMaker::objective).toList(),
                ledger(part.ledger()));
    }

    private @Nullable LedgerSpec ledger(@Nullable LedgerPart part) {
        if (part != null) {
            or(part.capacity(), LedgerPart.CAPACITY, "/ledger/capacity");
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
                given(part.simulation()),
                parameters,
                or(part.warmUp(), WARM_UP, "/load/warm-up"),
                given(part.duration()),
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
            Duration ramp =
                    or(spike.ramp(), Duration.ZERO, Origins.under("/load/cohorts", name) + "/spikes/" + i + "/ramp");
            spikes.add(spike(given(spike.at()), given(spike.to()), ramp, given(spike.hold())));
        }
        return new Cohort(name, given(part.rate()), spikes);
    }

    /** A spike; without a ramp the rate rises and falls at once. */
    public static Spike spike(Duration at, Rate to, @Nullable Duration ramp, Duration hold) {
        return new Spike(at, to, ramp == null ? Duration.ZERO : ramp, hold);
    }

    private FaultSpec fault(BoundFault fault) {
        FaultPart part = fault.part();
        TargetPart target = given(part.target());
        return new FaultSpec(
                given(part.id()),
                given(part.kind()),
                given(target.role()),
                selection(target.select(), fault.pointer()),
                start(part, fault.pointer()),
                part.duration(),
                given(fault.settings()),
                part.expect());
    }

    private TargetSelection selection(@Nullable SelectPart select, String pointer) {
        if (select == null) {
            origins.byDefault(pointer + "/target/select", US);
            return new TargetSelection.All();
        }
        return select.count() != null
                ? new TargetSelection.Count(select.count())
                : new TargetSelection.Share(given(select.share()));
    }

    private Start start(FaultPart part, String pointer) {
        if (part.at() != null) {
            return new Start.At(part.at());
        }
        if (part.between() != null) {
            return new Start.Between(
                    given(part.between().from()), given(part.between().to()));
        }
        AfterPart after = given(part.after());
        Duration delay = or(after.delay(), Duration.ZERO, pointer + "/after/delay");
        return new Start.After(given(after.fault()), given(after.event()), delay);
    }

    private static AbortRule abort(AbortPart part) {
        AbortRatioPart ratio = given(part.errorRatio());
        return new AbortRule(given(ratio.cohort()), given(ratio.over()), given(ratio.window()));
    }

    private static ObjectiveSpec objective(BoundObjective objective) {
        return new ObjectiveSpec(
                given(objective.id()), given(objective.kind()).description().name(), given(objective.settings()));
    }

    private <T> T or(@Nullable T value, T otherwise, String pointer) {
        if (value != null) {
            return value;
        }
        origins.byDefault(pointer, US);
        return otherwise;
    }

    /** What is required is there, or the draft would have had a problem. */
    private static <T> T given(@Nullable T value) {
        return Objects.requireNonNull(value, "a draft without problems lacks something");
    }
}
