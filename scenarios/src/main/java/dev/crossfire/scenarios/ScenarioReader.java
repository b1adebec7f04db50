package dev.crossfire.scenarios;

import dev.crossfire.model.HealthRule;
import dev.crossfire.model.Scenario;
import dev.crossfire.plan.EffectiveValues;
import dev.crossfire.scenarios.binding.Binder;
import dev.crossfire.scenarios.binding.FaultBinder;
import dev.crossfire.scenarios.binding.FaultBinder.BoundFault;
import dev.crossfire.scenarios.binding.ObjectiveBinder;
import dev.crossfire.scenarios.binding.ObjectiveBinder.BoundObjective;
import dev.crossfire.scenarios.draft.HealthRules;
import dev.crossfire.scenarios.draft.ScenarioDraft;
import dev.crossfire.scenarios.draft.ScenarioMaker;
import dev.crossfire.scenarios.language.FileKind;
import dev.crossfire.scenarios.language.LoadPart;
import dev.crossfire.scenarios.language.ScenarioDocument;
import dev.crossfire.scenarios.language.SimulationInfo;
import dev.crossfire.scenarios.problems.Origins;
import dev.crossfire.scenarios.problems.ProblemNotes;
import dev.crossfire.scenarios.problems.Problems;
import dev.crossfire.scenarios.problems.SourcePosition;
import dev.crossfire.scenarios.schema.RecordShape;
import dev.crossfire.scenarios.validation.ScenarioValidator;
import dev.crossfire.scenarios.yaml.DocumentTree;
import dev.crossfire.scenarios.yaml.DocumentTree.Branch;
import dev.crossfire.scenarios.yaml.DocumentTree.Entry;
import dev.crossfire.scenarios.yaml.SourceFile;
import dev.crossfire.scenarios.yaml.YamlTree;
import dev.crossfire.spi.Kinds;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads scenarios and finds everything that is wrong with one in one pass. */
public final class ScenarioReader {
    private static final List<String> KEYS =
            RecordShape.of(ScenarioDocument.class).keys();

    private final Kinds kinds;
    private final Function<String, Optional<SimulationInfo>> simulations;

    /**
     * A reader.
     *
     * @param kinds the faults and objectives that a scenario may name
     * @param simulations the descriptions of simulations, by name; empty for a user's own
     */
    public ScenarioReader(Kinds kinds, Function<String, Optional<SimulationInfo>> simulations) {
        this.kinds = kinds;
        this.simulations = simulations;
    }

    /**
     * Reads a scenario.
     *
     * @param source the file's content and the name that messages give it
     * @param environment whose overlay is applied; null for none
     * @param sets {@code path=value}, applied in order on top of everything
     */
    public ScenarioReading read(SourceFile source, @Nullable String environment, List<String> sets) {
        Problems problems = new Problems();
        Origins origins = new Origins();
        Optional<Branch> root = YamlTree.read(source, problems)
                .flatMap(tree -> Optional.ofNullable(new Binder(problems, origins).branch(tree, KEYS)))
                .filter(branch -> FileKind.SCENARIO.holds(branch, problems));
        List<Entry> overlays = root.map(branch -> overlays(branch, problems)).orElse(List.of());
        Optional<Entry> active = overlays.stream()
                .filter(entry -> entry.key().equals(environment))
                .findFirst();
        Optional<Scenario> scenario = root.flatMap(branch -> {
            Optional<Scenario> read = scenario(set(laid(branch, active, problems), sets, problems), problems, origins);
            // The file must be valid by itself, not only with the present overlay.
            problems.addAll(alone(branch));
            overlays.stream()
                    .filter(entry -> !active.equals(Optional.of(entry)))
                    .forEach(entry -> {
                        problems.addFromOverlay(with(branch, entry), entry.key());
                    });
            return read;
        });
        return new ScenarioReading(
                source.name(),
                problems.none() ? scenario : Optional.empty(),
                problems.all(),
                origins.values(),
                active.map(Entry::key),
                pointer -> origins.place(pointer).map(SourcePosition::toString));
    }

    private Problems alone(Branch root) {
        Problems ofFile = new Problems();
        scenario(root, ofFile, new Origins());
        return ofFile;
    }

    /** Overlays of other environments are not used today, but their mistakes should not wait for that day. */
    private Problems with(Branch root, Entry overlay) {
        Problems ofOverlay = new Problems();
        scenario(laid(root, Optional.of(overlay), ofOverlay), ofOverlay, new Origins());
        return ofOverlay;
    }

    private static List<Entry> overlays(Branch root, Problems problems) {
        Optional<DocumentTree> overlays = root.at("overlays");
        if (overlays.isEmpty()) {
            return List.of();
        }
        @Nullable
        Branch byName = new Binder(problems, new Origins()).branch(overlays.get(), List.of("an environment's name"));
        return byName == null ? List.of() : byName.entries();
    }

    private static Branch laid(Branch root, Optional<Entry> overlay, Problems problems) {
        if (overlay.isEmpty()) {
            return root;
        }
        Entry entry = overlay.get();
        DocumentTree labelled = entry.value()
                .withPositions(position ->
                        position instanceof SourcePosition.InFile file ? file.inOverlay(entry.key()) : position);
        @Nullable Branch branch = new Binder(problems, new Origins()).branch(labelled, Overlay.KEYS);
        return branch == null ? root : new Overlay(problems).over(root, branch);
    }

    private static Branch set(Branch root, List<String> sets, Problems problems) {
        Branch result = root;
        for (String argument : sets) {
            Optional<Branch> overlay = Assignment.overlay(argument, problems);
            if (overlay.isPresent()) {
                result = new Overlay(problems).over(result, overlay.get());
            }
        }
        return result;
    }

    private Optional<Scenario> scenario(Branch effective, Problems problems, Origins origins) {
        RecordShape shape = RecordShape.of(ScenarioDocument.class);
        Map<String, Object> values =
                new Binder(problems, origins).values(effective, shape.fields(), shape.reserved(), "");
        ScenarioDraft draft = draft((ScenarioDocument) shape.make(values), problems, origins);
        new ScenarioValidator(draft, new ProblemNotes(problems, origins)).check();
        if (!problems.none()) {
            return Optional.empty();
        }
        Scenario made = new ScenarioMaker(origins).make(draft);
        origins.complete(EffectiveValues.of(made).keySet());
        return Optional.of(made);
    }

    private ScenarioDraft draft(ScenarioDocument part, Problems problems, Origins origins) {
        LoadPart load = part.load();
        Optional<SimulationInfo> simulation =
                load == null || load.simulation() == null ? Optional.empty() : simulations.apply(load.simulation());
        List<BoundFault> faults =
                part.faults() == null ? List.of() : new FaultBinder(kinds, problems, origins).bind(part.faults());
        List<BoundObjective> objectives = part.objectives() == null
                ? List.of()
                : new ObjectiveBinder(kinds, problems, origins).bind(part.objectives());
        ScenarioDraft without = new ScenarioDraft(part, faults, objectives, Map.of(), simulation);
        Map<String, HealthRule> healthy = new HealthRules(problems, origins)
                .rules(
                        part.healthy() == null ? Map.of() : part.healthy(),
                        without.cohortNames(),
                        simulation,
                        load == null ? "" : String.valueOf(load.simulation()));
        return new ScenarioDraft(part, faults, objectives, healthy, simulation);
    }
}
