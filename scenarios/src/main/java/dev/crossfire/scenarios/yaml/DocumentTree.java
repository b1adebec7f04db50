package dev.crossfire.scenarios.yaml;

import dev.crossfire.scenarios.problems.MessageText;
import dev.crossfire.scenarios.problems.SourcePosition;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A document in which every value has its place in the file. */
public sealed interface DocumentTree {
    /** Where it begins. */
    SourcePosition place();

    /** What it is, as a message puts it. */
    String shown();

    /** The same tree with other positions. */
    DocumentTree withPositions(UnaryOperator<SourcePosition> change);

    /** Keys and their values, in the order in which they stand; no key twice. */
    record Branch(SourcePosition place, List<Entry> entries) implements DocumentTree {
        public Branch {
            entries = List.copyOf(entries);
        }

        Optional<Entry> entry(String key) {
            return entries.stream().filter(entry -> entry.key().equals(key)).findFirst();
        }

        public Optional<DocumentTree> at(String key) {
            return entry(key).map(Entry::value);
        }

        /** The text under a key; empty when there is none or it is no plain value. */
        public Optional<String> text(String key) {
            return at(key).flatMap(value -> value instanceof Leaf leaf && leaf.sort() != Sort.NOTHING
                    ? Optional.of(leaf.text())
                    : Optional.empty());
        }

        public List<String> keys() {
            return entries.stream().map(Entry::key).toList();
        }

        @Override
        public String shown() {
            return entries.isEmpty() ? "an empty mapping" : "a mapping with " + MessageText.list(keys());
        }

        @Override
        public Branch withPositions(UnaryOperator<SourcePosition> change) {
            return new Branch(
                    change.apply(place),
                    entries.stream()
                            .map(entry -> new Entry(
                                    entry.key(),
                                    change.apply(entry.keyPlace()),
                                    entry.value().withPositions(change)))
                            .toList());
        }
    }

    /** A key and its value. */
    record Entry(String key, SourcePosition keyPlace, DocumentTree value) {}

    /** A list. */
    record Items(SourcePosition place, List<DocumentTree> items) implements DocumentTree {
        public Items {
            items = List.copyOf(items);
        }

        @Override
        public String shown() {
            return items.isEmpty() ? "an empty list" : "a list";
        }

        @Override
        public Items withPositions(UnaryOperator<SourcePosition> change) {
            return new Items(
                    change.apply(place),
                    items.stream().map(item -> item.withPositions(change)).toList());
        }
    }

    /**
     * A single value.
     *
     * @param text its text
     * @param sort its type in YAML
     * @param written what the user wrote, when it is not the text itself; never contains a secret
     * @param secret whether the text must not be shown
     */
    record Leaf(
            SourcePosition place,
            String text,
            Sort sort,
            @Nullable String written,
            boolean secret) implements DocumentTree {
        Leaf(SourcePosition place, String text, Sort sort) {
            this(place, text, sort, null, false);
        }

        @Override
        public String shown() {
            String quoted = MessageText.quoted(written == null ? text : written);
            return switch (sort) {
                case NOTHING -> "an empty value";
                case NUMBER -> "the number " + text;
                case TRUTH -> "the truth value " + text;
                case TEXT -> quoted;
            };
        }

        @Override
        public Leaf withPositions(UnaryOperator<SourcePosition> change) {
            return new Leaf(change.apply(place), text, sort, written, secret);
        }
    }

    /** What YAML takes a single value for. */
    enum Sort {
        TEXT,
        NUMBER,
        TRUTH,
        NOTHING
    }
}
