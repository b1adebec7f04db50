package dev.crossfire.scenarios;

import dev.crossfire.model.environment.EnvironmentSettings;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.environment.ObservabilityConfig;
import dev.crossfire.scenarios.binding.Binder;
import dev.crossfire.scenarios.language.EnvironmentDocument;
import dev.crossfire.scenarios.language.EnvironmentDocument.AlarmsPart;
import dev.crossfire.scenarios.language.EnvironmentDocument.MetricsPart;
import dev.crossfire.scenarios.language.EnvironmentDocument.SystemRecordsPart;
import dev.crossfire.scenarios.language.FileKind;
import dev.crossfire.scenarios.language.LimitsPart;
import dev.crossfire.scenarios.problems.MessageText;
import dev.crossfire.scenarios.problems.Origins;
import dev.crossfire.scenarios.problems.ProblemNotes;
import dev.crossfire.scenarios.problems.Problems;
import dev.crossfire.scenarios.problems.SourcePosition;
import dev.crossfire.scenarios.schema.RecordShape;
import dev.crossfire.scenarios.schema.RecordShape.Field;
import dev.crossfire.scenarios.validation.ScenarioValidator;
import dev.crossfire.scenarios.yaml.DocumentTree;
import dev.crossfire.scenarios.yaml.DocumentTree.Branch;
import dev.crossfire.scenarios.yaml.SourceFile;
import dev.crossfire.scenarios.yaml.YamlTree;
import dev.crossfire.spi.EnvironmentKind;
import dev.crossfire.spi.Kinds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads environments: the keys of all, and the settings of their kind. */
public final class EnvironmentReader {
    private static final RecordShape COMMON = RecordShape.of(EnvironmentDocument.class);

    private final Kinds kinds;
    private final Function<String, Optional<String>> variables;

    /**
     * A reader.
     *
     * @param kinds the environments that a file may name
     * @param variables the process environment, or what takes its place
     */
    public EnvironmentReader(Kinds kinds, Function<String, Optional<String>> variables) {
        this.kinds = kinds;
        this.variables = variables;
    }

    /** Reads an environment; references are resolved, and what came from a secret stays one. */
    public EnvironmentReading read(SourceFile source) {
        Problems problems = new Problems();
        Origins origins = new Origins();
        Optional<EnvironmentSpec> environment = YamlTree.read(source, problems)
                .map(tree -> new References(variables, problems).resolved(tree))
                .flatMap(tree -> environment(tree, problems, origins));
        return new EnvironmentReading(
                problems.none() ? environment : Optional.empty(), problems.all(), pointer -> origins.place(pointer)
                        .map(SourcePosition::toString));
    }

    private Optional<EnvironmentSpec> environment(DocumentTree tree, Problems problems, Origins origins) {
        ProblemNotes notes = new ProblemNotes(problems, origins);
        Binder binder = new Binder(problems, origins);
        @Nullable Branch root = binder.branch(tree, COMMON.keys());
        if (root == null || !FileKind.ENVIRONMENT.holds(root, problems)) {
            return Optional.empty();
        }
        Optional<EnvironmentKind<?>> kind = root.text("kind").flatMap(kinds::environment);
        Optional<RecordShape> shape = kind.map(known -> RecordShape.of(known.settings()));
        List<Field> fields = new ArrayList<>(COMMON.fields());
        shape.ifPresent(settings -> fields.addAll(settings.fields()));
        boolean judgeable = kind.isPresent() || root.text("kind").isEmpty();
        Map<String, Object> values = binder.values(judgeable ? root : common(root), fields, COMMON.reserved(), "");
        EnvironmentDocument part = (EnvironmentDocument) COMMON.make(values);
        ScenarioValidator.version(part.crossfire(), notes);
        LimitsPart.check(part.limits(), "/limits", kinds, notes);
        SystemRecordsPart.check(part.ledger(), notes);
        AlarmsPart.check(part.alarms(), notes);
        MetricsPart.check(part.metrics(), notes);
        if (kind.isEmpty() && part.kind() != null) {
            List<String> names =
                    kinds.environments().stream().map(EnvironmentKind::name).toList();
            String found = "the environment kind " + MessageText.quoted(part.kind());
            notes.add("/kind", found, MessageText.oneOf(names), MessageText.didYouMean(part.kind(), names));
        }
        return shape.map(settings -> binder.made(settings, root, values))
                .filter(settings -> problems.none())
                .map(settings -> spec(part, (EnvironmentSettings) settings, origins));
    }

    private static Branch common(Branch root) {
        return new Branch(
                root.place(),
                root.entries().stream()
                        .filter(entry -> COMMON.field(entry.key()).isPresent())
                        .toList());
    }

    private static EnvironmentSpec spec(EnvironmentDocument part, EnvironmentSettings settings, Origins origins) {
        return new EnvironmentSpec(
                Objects.requireNonNull(part.environment()),
                Objects.requireNonNull(part.kind()),
                part.baseUrl(),
                Boolean.TRUE.equals(part.guarded()),
                LimitsPart.limits(part.limits(), "/limits", origins),
                settings,
                new ObservabilityConfig(
                        SystemRecordsPart.recordsAccess(part.ledger()),
                        AlarmsPart.alarms(part.alarms()),
                        MetricsPart.metrics(part.metrics())));
    }
}
