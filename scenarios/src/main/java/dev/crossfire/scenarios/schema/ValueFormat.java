package dev.crossfire.scenarios.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crossfire.scenarios.problems.Problems;
import dev.crossfire.scenarios.yaml.YamlNode.ScalarNode;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a type of single value is written in a file, with its parser, its description for messages and its JSON Schema.
 *
 * @param expected what to write, for messages
 * @param parse throws {@link IllegalArgumentException} when the text is no such value
 * @param slip what may have been meant by a text that is none
 * @param schema adds the JSON Schema
 */
public record ValueFormat<T>(
        String expected,
        Function<ScalarNode, T> parse,
        Function<String, @Nullable String> slip,
        Consumer<ObjectNode> schema) {
    /** Reads a scalar; null after noting the problem. */
    @Nullable
    public T read(ScalarNode scalar, Problems problems) {
        try {
            return parse.apply(scalar);
        } catch (IllegalArgumentException unreadable) {
            problems.add(scalar.position(), scalar.description(), expected, slip.apply(scalar.text()));
            return null;
        }
    }
}
