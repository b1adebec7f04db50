package dev.crossfire.scenarios.yaml;

import dev.crossfire.scenarios.problems.MessageText;
import dev.crossfire.scenarios.problems.Problems;
import dev.crossfire.scenarios.problems.SourcePosition;
import dev.crossfire.scenarios.yaml.DocumentTree.Branch;
import dev.crossfire.scenarios.yaml.DocumentTree.Entry;
import dev.crossfire.scenarios.yaml.DocumentTree.Items;
import dev.crossfire.scenarios.yaml.DocumentTree.Leaf;
import dev.crossfire.scenarios.yaml.DocumentTree.Sort;
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

/** Builds a tree from the parser's events: they have every mark, and no nesting can exhaust the stack. */
public final class YamlTree {
    private static final int DEEPEST = 24;
    private static final int MOST_NODES = 10_000;
    private static final ScalarResolver RESOLVER = new CoreScalarResolver(false);

    private final String file;
    private final Problems problems;
    private final Iterator<Event> events;
    private final Map<Anchor, Counted> anchors = new HashMap<>();
    private int nodes;

    /** A part of the tree that an alias can repeat, and how many nodes that is. */
    private record Counted(DocumentTree tree, int nodes) {}

    /** Ends the reading of a file that is beyond repair; the reason has been noted. */
    private static final class GivenUp extends RuntimeException {
        private static final long serialVersionUID = 1L;

        GivenUp() {
            super(null, null, false, false);
        }
    }

    private YamlTree(String file, String text, Problems problems) {
        this.file = file;
        this.problems = problems;
        LoadSettings settings = LoadSettings.builder().setLabel(file).build();
        this.events = new Parse(settings).parseString(text).iterator();
    }

    /** The tree of a file; empty when it has none, which is then a problem. */
    public static Optional<DocumentTree> read(SourceFile source, Problems problems) {
        return source.decode(problems).flatMap(text -> read(source.name(), text, problems));
    }

    /** The tree of a text; empty when it has none, which is then a problem. */
    public static Optional<DocumentTree> read(String file, String text, Problems problems) {
        try {
            return Optional.of(new YamlTree(file, text, problems).document());
        } catch (GivenUp noted) {
            return Optional.empty();
        } catch (YamlEngineException broken) {
            new YamlErrorHints(file, text, problems).explain(broken);
            return Optional.empty();
        }
    }

    private DocumentTree document() {
        events.next(); // the stream's start
        Event first = events.next();
        if (first instanceof StreamEndEvent) {
            throw givenUp(
                    place(first),
                    "an empty file",
                    "crossfire: v1",
                    "'crossfire list --show quick-database-failover' prints one to begin with");
        }
        DocumentTree tree = node(events.next(), 0);
        Event end = events.next();
        Event after = end instanceof DocumentEndEvent ? events.next() : end;
        if (!(after instanceof StreamEndEvent)) {
            throw givenUp(place(after), "a second document", "one a file", "remove the line ---");
        }
        return tree;
    }

    private DocumentTree node(Event event, int depth) {
        if (++nodes > MOST_NODES) {
            throw givenUp(
                    place(event), "more than " + MOST_NODES + " values", "fewer", "aliases count as often as used");
        }
        if (depth > DEEPEST) {
            throw givenUp(place(event), "values nested more than " + DEEPEST + " deep", "a flatter file", null);
        }
        if (event instanceof AliasEvent alias) {
            return alias(alias);
        }
        int before = nodes;
        DocumentTree tree = opened(event, depth);
        if (event instanceof NodeEvent anchored) {
            anchored.getAnchor().ifPresent(anchor -> anchors.put(anchor, new Counted(tree, nodes - before)));
        }
        return tree;
    }

    private DocumentTree opened(Event event, int depth) {
        if (event instanceof MappingStartEvent mapping) {
            refuse(mapping.getTag(), event);
            return branch(event, depth);
        }
        if (event instanceof SequenceStartEvent sequence) {
            refuse(sequence.getTag(), event);
            return items(event, depth);
        }
        ScalarEvent scalar = (ScalarEvent) event;
        refuse(scalar.getTag(), event);
        return new Leaf(place(event), scalar.getValue(), sort(scalar));
    }

    private DocumentTree alias(AliasEvent event) {
        @Nullable Counted known = anchors.get(event.getAlias());
        if (known == null) {
            throw givenUp(
                    place(event),
                    "the alias *" + event.getAlias(),
                    "the alias of an anchor that is complete before",
                    "put a text that begins with '*' in quotes");
        }
        nodes += known.nodes();
        return known.tree();
    }

    private Branch branch(Event start, int depth) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (Event event = events.next(); !(event instanceof MappingEndEvent); event = events.next()) {
            SourcePosition place = place(event);
            DocumentTree key = node(event, depth + 1);
            DocumentTree value = node(events.next(), depth + 1);
            if (!(key instanceof Leaf leaf)) {
                problems.add(place, key.shown() + " as a key", "a name as a key");
                continue;
            }
            @Nullable Entry first = entries.putIfAbsent(leaf.text(), new Entry(leaf.text(), place, value));
            if (first != null) {
                problems.add(
                        place,
                        "the key " + MessageText.quoted(leaf.text()) + " a second time",
                        "each key once",
                        "the first one is at " + first.keyPlace());
            }
        }
        return new Branch(place(start), List.copyOf(entries.values()));
    }

    private Items items(Event start, int depth) {
        List<DocumentTree> items = new ArrayList<>();
        for (Event event = events.next(); !(event instanceof SequenceEndEvent); event = events.next()) {
            items.add(node(event, depth + 1));
        }
        return new Items(place(start), items);
    }

    private static Sort sort(ScalarEvent scalar) {
        if (!scalar.isPlain()) {
            return Sort.TEXT;
        }
        Tag tag = RESOLVER.resolve(scalar.getValue(), true);
        if (tag.equals(Tag.NULL)) {
            return Sort.NOTHING;
        }
        if (tag.equals(Tag.BOOL)) {
            return Sort.TRUTH;
        }
        return tag.equals(Tag.INT) || tag.equals(Tag.FLOAT) ? Sort.NUMBER : Sort.TEXT;
    }

    private void refuse(Optional<String> tag, Event event) {
        tag.ifPresent(found -> problems.add(
                place(event), "the YAML tag " + MessageText.quoted(found), "a value without a tag", "remove the tag"));
    }

    private SourcePosition place(Event event) {
        return event.getStartMark().map(mark -> place(file, mark)).orElseThrow();
    }

    static SourcePosition place(String file, Mark mark) {
        return new SourcePosition.InFile(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private GivenUp givenUp(SourcePosition place, String found, String expected, @Nullable String hint) {
        problems.add(place, found, expected, hint);
        return new GivenUp();
    }
}
