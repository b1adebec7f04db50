package dev.crossfire.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crossfire.scenarios.problems.Problems;
import dev.crossfire.scenarios.yaml.DocumentTree;
import dev.crossfire.scenarios.yaml.DocumentTree.Branch;
import dev.crossfire.scenarios.yaml.DocumentTree.Items;
import dev.crossfire.scenarios.yaml.DocumentTree.Leaf;
import dev.crossfire.scenarios.yaml.SourceFile;
import dev.crossfire.scenarios.yaml.YamlTree;
import java.math.BigDecimal;
import java.util.Optional;

/** A scenario as an editor's schema validator sees it. */
final class JsonTree {
    private JsonTree() {}

    /** The text as JSON; empty when it is no valid YAML file of Crossfire's, or has a key twice. */
    static Optional<JsonNode> of(SourceFile file) {
        Problems problems = new Problems();
        Optional<DocumentTree> tree = YamlTree.read(file, problems);
        return problems.none() ? tree.map(JsonTree::json) : Optional.empty();
    }

    private static JsonNode json(DocumentTree tree) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (tree instanceof Branch branch) {
            ObjectNode node = nodes.objectNode();
            branch.entries().forEach(entry -> node.set(entry.key(), json(entry.value())));
            return node;
        }
        if (tree instanceof Items items) {
            ArrayNode node = nodes.arrayNode();
            items.items().forEach(item -> node.add(json(item)));
            return node;
        }
        Leaf leaf = (Leaf) tree;
        return switch (leaf.sort()) {
            case NOTHING -> nodes.nullNode();
            case TRUTH -> nodes.booleanNode(leaf.text().equalsIgnoreCase("true"));
            case TEXT -> nodes.textNode(leaf.text());
            case NUMBER -> number(leaf.text());
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
