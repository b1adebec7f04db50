package dev.crossfire.scenarios;

import dev.crossfire.model.HealthCriteria;
import dev.crossfire.model.Problem;
import dev.crossfire.model.Scenario;
import dev.crossfire.plan.EffectiveValues;
import dev.crossfire.scenarios.databinding.Binder;
import dev.crossfire.scenarios.databinding.FaultBinder;
import dev.crossfire.scenarios.databinding.FaultBinder.BoundFault;
import dev.crossfire.scenarios.databinding.ObjectiveBinder;
import dev.crossfire.scenarios.databinding.ObjectiveBinder.BoundObjective;
import dev.crossfire.scenarios.draft.HealthCriteriaDefaults;
import dev.crossfire.scenarios.draft.ScenarioBuilder;
import dev.crossfire.scenarios.draft.ScenarioDraft;
import dev.crossfire.scenarios.language.FileKind;
import dev.crossfire.scenarios.language.LoadPart;
import dev.crossfire.scenarios.language.ScenarioDocument;
import dev.crossfire.scenarios.language.SimulationInfo;
import dev.crossfire.scenarios.problems.Problems;
import dev.crossfire.scenarios.problems.Problems.ProblemNotes;
import dev.crossfire.scenarios.problems.SourcePosition;
import dev.crossfire.scenarios.problems.ValueOrigins;
import dev.crossfire.scenarios.schema.RecordShape;
import dev.crossfire.scenarios.validation.ScenarioValidator;
import dev.crossfire.scenarios.yaml.SourceFile;
import dev.crossfire.scenarios.yaml.YamlNode;
import dev.crossfire.scenarios.yaml.YamlNode.KeyValue;
import dev.crossfire.scenarios.yaml.YamlNode.MappingNode;
import dev.crossfire.scenarios.yaml.YamlParser;
import dev.crossfire.spi.Kinds;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads scenario files; finds all problems of a file in one pass. */
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
        ValueOrigins origins = new ValueOrigins();
        Optional<MappingNode> root = YamlParser.read(source, problems)
                .flatMap(node -> Optional.ofNullable(new Binder(problems, origins).mapping(node, KEYS)))
                .filter(mapping -> FileKind.SCENARIO.accepts(mapping, problems));
        List<KeyValue> overlays =
                root.map(mapping -> overlays(mapping, problems)).orElse(List.of());
        Optional<KeyValue> active = overlays.stream()
                .filter(entry -> entry.key().equals(environment))
                .findFirst();
        Optional<Scenario> scenario = root.flatMap(mapping -> {
            Optional<Scenario> read =
                    scenario(withSetOptions(withOverlay(mapping, active, problems), sets, problems), problems, origins);
            // The file must be valid by itself, not only with the present overlay.
            problems.addAll(problemsWithoutOverlay(mapping));
            overlays.stream()
                    .filter(entry -> !active.equals(Optional.of(entry)))
                    .forEach(entry -> {
                        problems.addFromOverlay(problemsWithOverlay(mapping, entry), entry.key());
                    });
            return read;
        });
        return new ScenarioReading(
                source.name(),
                problems.isEmpty() ? scenario : Optional.empty(),
                problems.inFileOrder(),
                origins.origins(),
                active.map(KeyValue::key),
                pointer -> origins.position(pointer).map(SourcePosition::toString));
    }

    private Problems problemsWithoutOverlay(MappingNode root) {
        Problems ofFile = new Problems();
        scenario(root, ofFile, new ValueOrigins());
        return ofFile;
    }

    /** The problems of another environment's overlay: not applied now, but its mistakes are reported now. */
    private Problems problemsWithOverlay(MappingNode root, KeyValue overlay) {
        Problems ofOverlay = new Problems();
        scenario(withOverlay(root, Optional.of(overlay), ofOverlay), ofOverlay, new ValueOrigins());
        return ofOverlay;
    }

    private static List<KeyValue> overlays(MappingNode root, Problems problems) {
        Optional<YamlNode> overlays = root.at("overlays");
        if (overlays.isEmpty()) {
            return List.of();
        }
        @Nullable
        MappingNode byName =
                new Binder(problems, new ValueOrigins()).mapping(overlays.get(), List.of("an environment's name"));
        return byName == null ? List.of() : byName.entries();
    }

    private static MappingNode withOverlay(MappingNode root, Optional<KeyValue> overlay, Problems problems) {
        if (overlay.isEmpty()) {
            return root;
        }
        KeyValue entry = overlay.get();
        YamlNode labelled = entry.value()
                .withPositions(position ->
                        position instanceof SourcePosition.InFile file ? file.inOverlay(entry.key()) : position);
        @Nullable MappingNode mapping = new Binder(problems, new ValueOrigins()).mapping(labelled, Overlay.KEYS);
        return mapping == null ? root : new Overlay(problems).apply(root, mapping);
    }

    private static MappingNode withSetOptions(MappingNode root, List<String> sets, Problems problems) {
        MappingNode result = root;
        for (String argument : sets) {
            Optional<MappingNode> overlay = SetOption.overlay(argument, problems);
            if (overlay.isPresent()) {
                result = new Overlay(problems).apply(result, overlay.get());
            }
        }
        return result;
    }

    private Optional<Scenario> scenario(MappingNode effective, Problems problems, ValueOrigins origins) {
        RecordShape shape = RecordShape.of(ScenarioDocument.class);
        Map<String, Object> values =
                new Binder(problems, origins).bindFields(effective, shape.fields(), shape.reserved(), "");
        ScenarioDraft draft = draft((ScenarioDocument) shape.newRecord(values), problems, origins);
        new ScenarioValidator(draft, new ProblemNotes(problems, origins)).check();
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        Scenario made = new ScenarioBuilder(origins).build(draft);
        origins.complete(EffectiveValues.of(made).keySet());
        return Optional.of(made);
    }

    private ScenarioDraft draft(ScenarioDocument part, Problems problems, ValueOrigins origins) {
        LoadPart load = part.load();
        Optional<SimulationInfo> simulation =
                load == null || load.simulation() == null ? Optional.empty() : simulations.apply(load.simulation());
        List<BoundFault> faults =
                part.faults() == null ? List.of() : new FaultBinder(kinds, problems, origins).bind(part.faults());
        List<BoundObjective> objectives = part.objectives() == null
                ? List.of()
                : new ObjectiveBinder(kinds, problems, origins).bind(part.objectives());
        ScenarioDraft without = new ScenarioDraft(part, faults, objectives, Map.of(), simulation);
        Map<String, HealthCriteria> healthy = new HealthCriteriaDefaults(problems, origins)
                .rules(
                        part.healthy() == null ? Map.of() : part.healthy(),
                        without.cohortNames(),
                        simulation,
                        load == null ? "" : String.valueOf(load.simulation()));
        return new ScenarioDraft(part, faults, objectives, healthy, simulation);
    }

    /**
     * The result of reading a scenario.
     *
     * @param file its name in messages
     * @param scenario as in effect, overlay and {@code --set} applied; present exactly when there is no problem
     * @param problems everything that is wrong, in the order of the file
     * @param origins where each effective value came from, by JSON pointer
     * @param overlay the overlay that was applied
     * @param positions where the user wrote what
     */
    public record ScenarioReading(
            String file,
            Optional<Scenario> scenario,
            List<Problem> problems,
            Map<String, String> origins,
            Optional<String> overlay,
            PositionLookup positions) {
        /** Finds where the user wrote what a JSON pointer leads to. */
        @FunctionalInterface
        public interface PositionLookup {
            /** The position as {@code file:line:column}; empty when nothing near it is written anywhere. */
            Optional<String> of(String pointer);
        }

        public ScenarioReading {
            problems = List.copyOf(problems);
            // In order, so that the same scenario makes the same bytes of a plan.
            origins = Collections.unmodifiableMap(new LinkedHashMap<>(origins));
        }

        /** A later problem, such as the planner's, with its JSON pointer replaced by the position in the file. */
        public Problem traced(Problem problem) {
            return positions.of(problem.where()).map(problem::at).orElse(problem);
        }
    }
}
