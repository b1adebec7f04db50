package dev.crossfire.scenarios;

import dev.crossfire.model.Problem;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.environment.ObservabilityConfig;
import dev.crossfire.model.environment.ProviderSettings;
import dev.crossfire.scenarios.ScenarioReader.ScenarioReading;
import dev.crossfire.scenarios.databinding.Binder;
import dev.crossfire.scenarios.language.EnvironmentDocument;
import dev.crossfire.scenarios.language.EnvironmentDocument.AlarmsPart;
import dev.crossfire.scenarios.language.EnvironmentDocument.MetricsPart;
import dev.crossfire.scenarios.language.EnvironmentDocument.SystemRecordsPart;
import dev.crossfire.scenarios.language.FileKind;
import dev.crossfire.scenarios.language.LimitsPart;
import dev.crossfire.scenarios.problems.MessageText;
import dev.crossfire.scenarios.problems.Problems;
import dev.crossfire.scenarios.problems.Problems.ProblemNotes;
import dev.crossfire.scenarios.problems.SourcePosition;
import dev.crossfire.scenarios.problems.ValueOrigins;
import dev.crossfire.scenarios.schema.RecordShape;
import dev.crossfire.scenarios.schema.RecordShape.Field;
import dev.crossfire.scenarios.validation.ScenarioValidator;
import dev.crossfire.scenarios.yaml.SourceFile;
import dev.crossfire.scenarios.yaml.YamlNode;
import dev.crossfire.scenarios.yaml.YamlNode.KeyValue;
import dev.crossfire.scenarios.yaml.YamlNode.MappingNode;
import dev.crossfire.scenarios.yaml.YamlNode.ScalarNode;
import dev.crossfire.scenarios.yaml.YamlNode.ScalarType;
import dev.crossfire.scenarios.yaml.YamlNode.SequenceNode;
import dev.crossfire.scenarios.yaml.YamlParser;
import dev.crossfire.spi.Kinds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads environment files: the keys that every environment has, and the sections and roles of its providers. */
public final class EnvironmentReader {
    private static final RecordShape COMMON = RecordShape.of(EnvironmentDocument.class);

    private final Kinds kinds;
    private final Function<String, Optional<String>> variables;

    /**
     * A reader.
     *
     * @param kinds whose providers a file may name
     * @param variables the process environment, or what takes its position
     */
    public EnvironmentReader(Kinds kinds, Function<String, Optional<String>> variables) {
        this.kinds = kinds;
        this.variables = variables;
    }

    /** Reads an environment; references are replaced by their values, and a value from a secret stays secret. */
    public EnvironmentReading read(SourceFile source) {
        Problems problems = new Problems();
        ValueOrigins origins = new ValueOrigins();
        Optional<EnvironmentSpec> environment = YamlParser.read(source, problems)
                .map(node -> new VariableReferences(variables, problems).resolve(node))
                .flatMap(node -> environment(node, problems, origins));
        return new EnvironmentReading(
                problems.isEmpty() ? environment : Optional.empty(),
                problems.inFileOrder(),
                pointer -> origins.position(pointer).map(SourcePosition::toString));
    }

    private Optional<EnvironmentSpec> environment(YamlNode node, Problems problems, ValueOrigins origins) {
        ProblemNotes notes = new ProblemNotes(problems, origins);
        Binder binder = new Binder(problems, origins);
        @Nullable MappingNode root = binder.mapping(node, COMMON.keys());
        if (root == null || !FileKind.ENVIRONMENT.accepts(root, problems)) {
            return Optional.empty();
        }
        List<Field> fields = new ArrayList<>(COMMON.fields());
        fields.addAll(ProviderReader.sections(kinds));
        Map<String, Object> values = binder.bindFields(root, fields, COMMON.reserved(), "");
        EnvironmentDocument part = (EnvironmentDocument) COMMON.newRecord(values);
        ScenarioValidator.checkVersion(part.crossfire(), notes);
        LimitsPart.check(part.limits(), "/limits", kinds, notes);
        SystemRecordsPart.check(part.ledger(), notes);
        AlarmsPart.check(part.alarms(), notes);
        MetricsPart.check(part.metrics(), notes);
        Map<String, ProviderSettings<?, ?>> providers =
                new ProviderReader(kinds, binder, problems).read(root, values, part.roles());
        return problems.isEmpty()
                ? Optional.of(PodMetrics.added(spec(part, providers, origins), kinds))
                : Optional.empty();
    }

    private static EnvironmentSpec spec(
            EnvironmentDocument part, Map<String, ProviderSettings<?, ?>> providers, ValueOrigins origins) {
        return new EnvironmentSpec(
                Objects.requireNonNull(part.environment()),
                part.baseUrl(),
                Boolean.TRUE.equals(part.isProtected()),
                LimitsPart.limits(part.limits(), "/limits", origins),
                providers,
                new ObservabilityConfig(
                        SystemRecordsPart.recordsAccess(part.ledger()),
                        AlarmsPart.alarms(part.alarms()),
                        MetricsPart.metrics(part.metrics())));
    }

    /**
     * The result of reading an environment.
     *
     * @param environment present exactly when there is no problem
     * @param problems everything that is wrong, in the order of the file; never contains a secret
     * @param positions where the user wrote what
     */
    public record EnvironmentReading(
            Optional<EnvironmentSpec> environment, List<Problem> problems, ScenarioReading.PositionLookup positions) {
        public EnvironmentReading {
            problems = List.copyOf(problems);
        }

        /** An environment without a file. */
        public EnvironmentReading(EnvironmentSpec environment) {
            this(Optional.of(environment), List.of(), pointer -> Optional.empty());
        }

        /** A later problem with its JSON pointer replaced by the position in the file; one in another file stays there. */
        public Problem traced(Problem problem) {
            return problem.isTraced()
                    ? problem
                    : positions.of(problem.where()).map(problem::at).orElse(problem);
        }
    }

    /** Replaces {@code ${NAME}} and {@code ${secret:NAME}} by the values of variables. */
    private static final class VariableReferences {
        private static final Pattern REFERENCE = Pattern.compile("\\$\\{(secret:)?([^}]*)}");
        private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

        private final Function<String, Optional<String>> variables;
        private final Problems problems;

        /**
         * A resolver.
         *
         * @param variables the process environment, or what takes its position
         */
        VariableReferences(Function<String, Optional<String>> variables, Problems problems) {
            this.variables = variables;
            this.problems = problems;
        }

        YamlNode resolve(YamlNode node) {
            if (node instanceof MappingNode mapping) {
                return new MappingNode(
                        mapping.position(),
                        mapping.entries().stream()
                                .map(entry -> new KeyValue(entry.key(), entry.keyPosition(), resolve(entry.value())))
                                .toList());
            }
            if (node instanceof SequenceNode items) {
                return new SequenceNode(
                        items.position(),
                        items.items().stream().map(this::resolve).toList());
            }
            ScalarNode scalar = (ScalarNode) node;
            return scalar.type() == ScalarType.TEXT && scalar.text().contains("${") ? resolve(scalar) : scalar;
        }

        private ScalarNode resolve(ScalarNode scalar) {
            Matcher reference = REFERENCE.matcher(scalar.text());
            StringBuilder text = new StringBuilder();
            boolean secret = false;
            while (reference.find()) {
                secret |= reference.group(1) != null;
                reference.appendReplacement(text, Matcher.quoteReplacement(value(reference, scalar)));
            }
            reference.appendTail(text);
            return new ScalarNode(scalar.position(), text.toString(), ScalarType.TEXT, scalar.text(), secret);
        }

        private String value(Matcher reference, ScalarNode scalar) {
            String name = reference.group(2);
            if (!NAME.matcher(name).matches()) {
                problems.add(scalar.position(), MessageText.quoted(reference.group()), "${NAME} or ${secret:NAME}");
                return "unknown";
            }
            return variables.apply(name).orElseGet(() -> {
                String found = MessageText.quoted(reference.group()) + " (not set)";
                problems.add(
                        scalar.position(),
                        found,
                        "the variable " + name + " in the process environment",
                        "export " + name);
                return "unknown";
            });
        }
    }
}
