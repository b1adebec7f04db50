package dev.crossfire.scenarios;

import dev.crossfire.scenarios.language.LoadPart;
import dev.crossfire.scenarios.problems.MessageText;
import dev.crossfire.scenarios.problems.Problems;
import dev.crossfire.scenarios.schema.RecordShape;
import dev.crossfire.scenarios.yaml.YamlNode;
import dev.crossfire.scenarios.yaml.YamlNode.KeyValue;
import dev.crossfire.scenarios.yaml.YamlNode.MappingNode;
import dev.crossfire.scenarios.yaml.YamlNode.SequenceNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Applies differences to a scenario: an environment's overlay, or a {@code --set}.
 *
 * <p>Mappings are merged key by key, faults and objectives are found by id, list entries by number; everything else is
 * replaced.
 */
final class Overlay {
    /** The keys that an overlay may contain; a scenario's name and its limits cannot differ. */
    static final List<String> KEYS = List.of("load", "healthy", "steady-state", "faults", "ledger", "objectives");

    private static final List<String> BY_ID = List.of("faults", "objectives");

    private final Problems problems;

    Overlay(Problems problems) {
        this.problems = problems;
    }

    /** The scenario with the overlay applied. */
    MappingNode apply(MappingNode base, MappingNode overlay) {
        MappingNode result = base;
        for (KeyValue entry : overlay.entries()) {
            if (!KEYS.contains(entry.key())) {
                refuse(entry);
                continue;
            }
            Optional<YamlNode> below = base.at(entry.key());
            if (BY_ID.contains(entry.key())) {
                result = below.isEmpty()
                        ? result
                        : withValue(result, entry, mergeById(below.get(), entry.value(), entry.key()));
            } else {
                result = withValue(
                        result,
                        entry,
                        below.map(node -> merge(node, entry.value())).orElse(entry.value()));
            }
        }
        return result;
    }

    private void refuse(KeyValue entry) {
        boolean limits = entry.key().equals("limits");
        problems.add(
                entry.keyPosition(),
                "the key " + MessageText.quoted(entry.key()),
                MessageText.oneOf(KEYS),
                limits
                        ? "limits belong to the environment file and can only be changed there"
                        : RecordShape.of(LoadPart.class).field(entry.key()).isPresent()
                                ? "did you mean load." + entry.key() + "?"
                                : MessageText.didYouMean(entry.key(), KEYS));
    }

    private YamlNode mergeById(YamlNode base, YamlNode over, String what) {
        Optional<List<YamlNode>> entries = entries(base);
        if (entries.isEmpty()) {
            return base; // what is there is no list, and is refused for that
        }
        List<YamlNode> items = entries.get();
        List<String> ids =
                items.stream().map(Overlay::id).flatMap(Optional::stream).toList();
        if (!(over instanceof MappingNode byId)) {
            problems.add(
                    over.position(),
                    over.description(),
                    "a mapping by id: " + MessageText.list(ids),
                    "not a list: each difference is under its id");
            return base;
        }
        for (KeyValue entry : byId.entries()) {
            int index = indexOf(items, entry.key());
            if (index < 0) {
                String hint = MessageText.didYouMean(entry.key(), ids);
                problems.add(
                        entry.keyPosition(), "the id " + MessageText.quoted(entry.key()), MessageText.oneOf(ids), hint);
            } else {
                items.set(index, mergeEntry(items.get(index), entry.value(), what));
            }
        }
        return base instanceof SequenceNode ? new SequenceNode(base.position(), items) : items.get(0);
    }

    private static Optional<List<YamlNode>> entries(YamlNode base) {
        if (base instanceof SequenceNode list) {
            return Optional.of(new ArrayList<>(list.items()));
        }
        // A '-' was forgotten: the binder reports it and reads it as a list of one.
        return base instanceof MappingNode one && one.at("id").isPresent()
                ? Optional.of(new ArrayList<>(List.of(one)))
                : Optional.empty();
    }

    /** An objective keeps its kind: an overlay need not repeat it. */
    private YamlNode mergeEntry(YamlNode base, YamlNode over, String what) {
        if (!(base instanceof MappingNode item) || !(over instanceof MappingNode changes)) {
            problems.add(over.position(), over.description(), "a mapping with the differences");
            return base;
        }
        if (!what.equals("objectives")) {
            return merge(item, changes);
        }
        Optional<KeyValue> kind = item.entries().stream()
                .filter(entry -> !entry.key().equals("id"))
                .findFirst();
        if (kind.isEmpty() || !(kind.get().value() instanceof MappingNode settings)) {
            return base; // an objective without settings is refused for that
        }
        YamlNode changed = changes.at(kind.get().key())
                .map(nested -> merge(settings, nested))
                .orElseGet(() -> merge(settings, changes));
        return withValue(item, new KeyValue(kind.get().key(), kind.get().keyPosition(), changed), changed);
    }

    private static YamlNode merge(YamlNode base, YamlNode over) {
        if (base instanceof MappingNode below && over instanceof MappingNode above) {
            MappingNode result = below;
            for (KeyValue entry : above.entries()) {
                YamlNode value = below.at(entry.key())
                        .map(node -> merge(node, entry.value()))
                        .orElse(entry.value());
                result = withValue(result, entry, value);
            }
            return result;
        }
        if (base instanceof SequenceNode list && over instanceof MappingNode above && numbers(list, above)) {
            List<YamlNode> items = new ArrayList<>(list.items());
            for (KeyValue entry : above.entries()) {
                int index = Integer.parseInt(entry.key());
                items.set(index, merge(items.get(index), entry.value()));
            }
            return new SequenceNode(list.position(), items);
        }
        return over;
    }

    private static boolean numbers(SequenceNode list, MappingNode above) {
        return above.keys().stream()
                .allMatch(key -> key.matches("\\d{1,4}")
                        && Integer.parseInt(key) < list.items().size());
    }

    private static MappingNode withValue(MappingNode base, KeyValue entry, YamlNode value) {
        List<KeyValue> entries = new ArrayList<>(base.entries());
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).key().equals(entry.key())) {
                entries.set(i, new KeyValue(entry.key(), entry.keyPosition(), value));
                return new MappingNode(base.position(), entries);
            }
        }
        entries.add(new KeyValue(entry.key(), entry.keyPosition(), value));
        return new MappingNode(base.position(), entries);
    }

    private static int indexOf(List<YamlNode> items, String id) {
        for (int i = 0; i < items.size(); i++) {
            if (id(items.get(i)).equals(Optional.of(id))) {
                return i;
            }
        }
        return -1;
    }

    private static Optional<String> id(YamlNode item) {
        return item instanceof MappingNode mapping ? mapping.text("id") : Optional.empty();
    }
}
