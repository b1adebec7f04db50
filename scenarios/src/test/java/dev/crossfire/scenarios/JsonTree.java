package dev.crossfire.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crossfire.scenarios.problems.Problems;
import dev.crossfire.scenarios.yaml.SourceFile;
import dev.crossfire.scenarios.yaml.YamlNode;
import dev.crossfire.scenarios.yaml.YamlNode.MappingNode;
import dev.crossfire.scenarios.yaml.YamlNode.ScalarNode;
import dev.crossfire.scenarios.yaml.YamlNode.SequenceNode;
import dev.crossfire.scenarios.yaml.YamlParser;
import java.math.BigDecimal;
import java.util.Optional;

/** A scenario as an editor's schema validator sees it. */
final class JsonTree {
    private JsonTree() {}

    /** The text as JSON; empty when it is no valid YAML file of Crossfire's, or has a key twice. */
    static Optional<JsonNode> of(SourceFile file) {
        Problems problems = new Problems();
        Optional<YamlNode> tree = YamlParser.read(file, problems);
        return problems.isEmpty() ? tree.map(JsonTree::json) : Optional.empty();
    }

    private static JsonNode json(YamlNode tree) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (tree instanceof MappingNode mapping) {
            ObjectNode node = nodes.objectNode();
            mapping.entries().forEach(entry -> node.set(entry.key(), json(entry.value())));
            return node;
        }
        if (tree instanceof SequenceNode items) {
            ArrayNode node = nodes.arrayNode();
            items.items().forEach(item -> node.add(json(item)));
            return node;
        }
        ScalarNode scalar = (ScalarNode) tree;
        return switch (scalar.type()) {
            case NOTHING -> nodes.nullNode();
            case TRUTH -> nodes.booleanNode(scalar.text().equalsIgnoreCase("true"));
            case TEXT -> nodes.textNode(scalar.text());
            case NUMBER -> number(scalar.text());
        };
    }

    private static JsonNode number(String text) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        try {
            BigDecimal number = new BigDecimal(text);
            return number.scale() <= 0 && !text.contains("e") && !text.contains("E")
                    ? nodes.numberNode(number.toBigInteger())
                    : nodes.numberNode(number);
        } catch (NumberFormatException special) {
            return nodes.textNode(text);
        }
    }
}
