package dev.crossfire.scenarios.yaml;

import dev.crossfire.scenarios.problems.MessageText;
import dev.crossfire.scenarios.problems.SourcePosition;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A YAML value with its position in the file. */
public sealed interface YamlNode {
    /** Where it begins. */
    SourcePosition position();

    /** What it is, for messages. */
    String description();

    /** The same value with other positions. */
    YamlNode withPositions(UnaryOperator<SourcePosition> change);

    /** A mapping: keys and their values in the order of the file; no key twice. */
    record MappingNode(SourcePosition position, List<KeyValue> entries) implements YamlNode {
        public MappingNode {
            entries = List.copyOf(entries);
        }

        Optional<KeyValue> entry(String key) {
            return entries.stream().filter(entry -> entry.key().equals(key)).findFirst();
        }

        public Optional<YamlNode> at(String key) {
            return entry(key).map(KeyValue::value);
        }

        /** The text under a key; empty when there is none or it is no plain value. */
        public Optional<String> text(String key) {
            return at(key).flatMap(value -> value instanceof ScalarNode scalar && scalar.type() != ScalarType.NOTHING
                    ? Optional.of(scalar.text())
                    : Optional.empty());
        }

        public List<String> keys() {
            return entries.stream().map(KeyValue::key).toList();
        }

        @Override
        public String description() {
            return entries.isEmpty() ? "an empty mapping" : "a mapping with " + MessageText.list(keys());
        }

        @Override
        public MappingNode withPositions(UnaryOperator<SourcePosition> change) {
            return new MappingNode(
                    change.apply(position),
                    entries.stream()
                            .map(entry -> new KeyValue(
                                    entry.key(),
                                    change.apply(entry.keyPosition()),
                                    entry.value().withPositions(change)))
                            .toList());
        }
    }

    /** A key and its value. */
    record KeyValue(String key, SourcePosition keyPosition, YamlNode value) {}

    /** A sequence: a list of values. */
    record SequenceNode(SourcePosition position, List<YamlNode> items) implements YamlNode {
        public SequenceNode {
            items = List.copyOf(items);
        }

        @Override
        public String description() {
            return items.isEmpty() ? "an empty list" : "a list";
        }

        @Override
        public SequenceNode withPositions(UnaryOperator<SourcePosition> change) {
            return new SequenceNode(
                    change.apply(position),
                    items.stream().map(item -> item.withPositions(change)).toList());
        }
    }

    /**
     * A scalar: a single value.
     *
     * @param text its text
     * @param type its type in YAML
     * @param written what the user wrote, when it is not the text itself; never contains a secret
     * @param secret whether the text must not be shown
     */
    record ScalarNode(
            SourcePosition position,
            String text,
            ScalarType type,
            @Nullable String written,
            boolean secret) implements YamlNode {
        ScalarNode(SourcePosition position, String text, ScalarType type) {
            this(position, text, type, null, false);
        }

        @Override
        public String description() {
            String quoted = MessageText.quoted(written == null ? text : written);
            return switch (type) {
                case NOTHING -> "an empty value";
                case NUMBER -> "the number " + text;
                case TRUTH -> "the truth value " + text;
                case TEXT -> quoted;
            };
        }

        @Override
        public ScalarNode withPositions(UnaryOperator<SourcePosition> change) {
            return new ScalarNode(change.apply(position), text, type, written, secret);
        }
    }

    /** The type of a single value in YAML. */
    enum ScalarType {
        TEXT,
        NUMBER,
        TRUTH,
        NOTHING
    }
}
