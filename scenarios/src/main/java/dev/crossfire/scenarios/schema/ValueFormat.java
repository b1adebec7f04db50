package dev.crossfire.scenarios.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crossfire.scenarios.problems.Problems;
import dev.crossfire.scenarios.yaml.DocumentTree.Leaf;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a type of single value is written: read, described to a person, described to an editor.
 *
 * @param expected what to write, for messages
 * @param parse throws {@link IllegalArgumentException} when the text is no such value
 * @param slip what may have been meant by a text that is none
 * @param schema adds the JSON Schema
 */
public record ValueFormat<T>(
        String expected,
        Function<Leaf, T> parse,
        Function<String, @Nullable String> slip,
        Consumer<ObjectNode> schema) {
    /** Reads a leaf; null after noting the problem. */
    @Nullable
    public T read(Leaf leaf, Problems problems) {
        try {
            return parse.apply(leaf);
        } catch (IllegalArgumentException unreadable) {
            problems.add(leaf.place(), leaf.shown(), expected, slip.apply(leaf.text()));
            return null;
        }
    }
}
