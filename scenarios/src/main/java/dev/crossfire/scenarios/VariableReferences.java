package dev.crossfire.scenarios;

import dev.crossfire.scenarios.problems.MessageText;
import dev.crossfire.scenarios.problems.Problems;
import dev.crossfire.scenarios.yaml.YamlNode;
import dev.crossfire.scenarios.yaml.YamlNode.KeyValue;
import dev.crossfire.scenarios.yaml.YamlNode.MappingNode;
import dev.crossfire.scenarios.yaml.YamlNode.ScalarNode;
import dev.crossfire.scenarios.yaml.YamlNode.ScalarType;
import dev.crossfire.scenarios.yaml.YamlNode.SequenceNode;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces {@code ${NAME}} and {@code ${secret:NAME}} by the values of variables. */
final class VariableReferences {
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
                    items.position(), items.items().stream().map(this::resolve).toList());
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
                    scalar.position(), found, "the variable " + name + " in the process environment", "export " + name);
            return "unknown";
        });
    }
}
