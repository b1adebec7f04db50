package dev.crossfire.scenarios.yaml;

import dev.crossfire.scenarios.problems.MessageText;
import dev.crossfire.scenarios.problems.Problems;
import dev.crossfire.scenarios.problems.SourcePosition;
import dev.crossfire.scenarios.yaml.YamlNode.KeyValue;
import dev.crossfire.scenarios.yaml.YamlNode.MappingNode;
import dev.crossfire.scenarios.yaml.YamlNode.ScalarNode;
import dev.crossfire.scenarios.yaml.YamlNode.ScalarType;
import dev.crossfire.scenarios.yaml.YamlNode.SequenceNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentEndEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;

/** Parses YAML from SnakeYAML's events: they have every position, and deep nesting cannot exhaust the stack. */
public final class YamlParser {
    private static final int MAX_DEPTH = 24;
    private static final int MAX_NODES = 10_000;
    private static final ScalarResolver RESOLVER = new CoreScalarResolver(false);

    private final String file;
    private final Problems problems;
    private final Iterator<Event> events;
    private final Map<Anchor, AnchoredNode> anchors = new HashMap<>();
    private int nodes;

    /** A node that an alias can repeat, and how many nodes it contains. */
    private record AnchoredNode(YamlNode node, int nodes) {}

    /** The file cannot be read any further; the reason has been noted. */
    private static final class UnreadableFileException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnreadableFileException() {
            super(null, null, false, false);
        }
    }

    private YamlParser(String file, String text, Problems problems) {
        this.file = file;
        this.problems = problems;
        LoadSettings settings = LoadSettings.builder().setLabel(file).build();
        this.events = new Parse(settings).parseString(text).iterator();
    }

    /** The root node of a file; empty after noting why there is none. */
    public static Optional<YamlNode> read(SourceFile source, Problems problems) {
        return source.decode(problems).flatMap(text -> read(source.name(), text, problems));
    }

    /** The root node of a text; empty after noting why there is none. */
    public static Optional<YamlNode> read(String file, String text, Problems problems) {
        try {
            return Optional.of(new YamlParser(file, text, problems).document());
        } catch (UnreadableFileException noted) {
            return Optional.empty();
        } catch (YamlEngineException broken) {
            new YamlErrorHints(file, text, problems).explain(broken);
            return Optional.empty();
        }
    }

    private YamlNode document() {
        events.next(); // the stream's start
        Event first = events.next();
        if (first instanceof StreamEndEvent) {
            throw unreadable(
                    position(first),
                    "an empty file",
                    "crossfire: v1",
                    "'crossfire list --show quick-database-failover' prints one to begin with");
        }
        YamlNode node = node(events.next(), 0);
        Event end = events.next();
        Event after = end instanceof DocumentEndEvent ? events.next() : end;
        if (!(after instanceof StreamEndEvent)) {
            throw unreadable(position(after), "a second document", "one per file", "remove the line ---");
        }
        return node;
    }

    private YamlNode node(Event event, int depth) {
        if (++nodes > MAX_NODES) {
            throw unreadable(
                    position(event), "more than " + MAX_NODES + " values", "fewer", "aliases count as often as used");
        }
        if (depth > MAX_DEPTH) {
            throw unreadable(
                    position(event), "a nesting of more than " + MAX_DEPTH + " levels", "a flatter file", null);
        }
        if (event instanceof AliasEvent alias) {
            return alias(alias);
        }
        int before = nodes;
        YamlNode node = parsed(event, depth);
        if (event instanceof NodeEvent anchored) {
            anchored.getAnchor().ifPresent(anchor -> anchors.put(anchor, new AnchoredNode(node, nodes - before)));
        }
        return node;
    }

    private YamlNode parsed(Event event, int depth) {
        if (event instanceof MappingStartEvent mapping) {
            refuseTag(mapping.getTag(), event);
            return mapping(event, depth);
        }
        if (event instanceof SequenceStartEvent sequence) {
            refuseTag(sequence.getTag(), event);
            return items(event, depth);
        }
        ScalarEvent scalar = (ScalarEvent) event;
        refuseTag(scalar.getTag(), event);
        return new ScalarNode(position(event), scalar.getValue(), type(scalar));
    }

    private YamlNode alias(AliasEvent event) {
        @Nullable AnchoredNode known = anchors.get(event.getAlias());
        if (known == null) {
            throw unreadable(
                    position(event),
                    "the alias *" + event.getAlias(),
                    "the alias of an anchor that is complete before",
                    "put a text that begins with '*' in quotes");
        }
        nodes += known.nodes();
        return known.node();
    }

    private MappingNode mapping(Event start, int depth) {
        Map<String, KeyValue> entries = new LinkedHashMap<>();
        for (Event event = events.next(); !(event instanceof MappingEndEvent); event = events.next()) {
            SourcePosition position = position(event);
            YamlNode key = node(event, depth + 1);
            YamlNode value = node(events.next(), depth + 1);
            if (!(key instanceof ScalarNode scalar)) {
                problems.add(position, key.description() + " as a key", "a name as a key");
                continue;
            }
            @Nullable KeyValue first = entries.putIfAbsent(scalar.text(), new KeyValue(scalar.text(), position, value));
            if (first != null) {
                problems.add(
                        position,
                        "the key " + MessageText.quoted(scalar.text()) + " a second time",
                        "each key once",
                        "the first one is at " + first.keyPosition());
            }
        }
        return new MappingNode(position(start), List.copyOf(entries.values()));
    }

    private SequenceNode items(Event start, int depth) {
        List<YamlNode> items = new ArrayList<>();
        for (Event event = events.next(); !(event instanceof SequenceEndEvent); event = events.next()) {
            items.add(node(event, depth + 1));
        }
        return new SequenceNode(position(start), items);
    }

    private static ScalarType type(ScalarEvent scalar) {
        if (!scalar.isPlain()) {
            return ScalarType.TEXT;
        }
        Tag tag = RESOLVER.resolve(scalar.getValue(), true);
        if (tag.equals(Tag.NULL)) {
            return ScalarType.NOTHING;
        }
        if (tag.equals(Tag.BOOL)) {
            return ScalarType.TRUTH;
        }
        return tag.equals(Tag.INT) || tag.equals(Tag.FLOAT) ? ScalarType.NUMBER : ScalarType.TEXT;
    }

    private void refuseTag(Optional<String> tag, Event event) {
        tag.ifPresent(found -> problems.add(
                position(event),
                "the YAML tag " + MessageText.quoted(found),
                "a value without a tag",
                "remove the tag"));
    }

    private SourcePosition position(Event event) {
        return event.getStartMark().map(mark -> position(file, mark)).orElseThrow();
    }

    static SourcePosition position(String file, Mark mark) {
        return new SourcePosition.InFile(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private UnreadableFileException unreadable(
            SourcePosition position, String found, String expected, @Nullable String hint) {
        problems.add(position, found, expected, hint);
        return new UnreadableFileException();
    }
}
