package dev.crossfire.scenarios;

import dev.crossfire.scenarios.language.LoadPart;
import dev.crossfire.scenarios.problems.MessageText;
import dev.crossfire.scenarios.problems.Problems;
import dev.crossfire.scenarios.schema.RecordShape;
import dev.crossfire.scenarios.yaml.DocumentTree;
import dev.crossfire.scenarios.yaml.DocumentTree.Branch;
import dev.crossfire.scenarios.yaml.DocumentTree.Entry;
import dev.crossfire.scenarios.yaml.DocumentTree.Items;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lays what differs over a scenario: an environment's overlay, or a {@code --set}.
 *
 * <p>Mappings are merged key by key, faults and objectives are found by id, list entries by number; everything else is
 * replaced.
 */
final class Overlay {
    /** What may differ; a scenario's name and its limits may not. */
    static final List<String> KEYS = List.of("load", "healthy", "steady-state", "faults", "ledger", "objectives");

    private static final List<String> BY_ID = List.of("faults", "objectives");

    private final Problems problems;

    Overlay(Problems problems) {
        this.problems = problems;
    }

    /** The scenario with the overlay on it. */
    Branch over(Branch base, Branch overlay) {
        Branch result = base;
        for (Entry entry : overlay.entries()) {
            if (!KEYS.contains(entry.key())) {
                refuse(entry);
                continue;
            }
            Optional<DocumentTree> below = base.at(entry.key());
            if (BY_ID.contains(entry.key())) {
                result = below.isEmpty() ? result : with(result, entry, byId(below.get(), entry.value(), entry.key()));
            } else {
                result = with(
                        result,
                        entry,
                        below.map(tree -> merged(tree, entry.value())).orElse(entry.value()));
            }
        }
        return result;
    }

    private void refuse(Entry entry) {
        boolean limits = entry.key().equals("limits");
        problems.add(
                entry.keyPlace(),
                "the key " + MessageText.quoted(entry.key()),
                MessageText.oneOf(KEYS),
                limits
                        ? "limits belong to the environment file and can only be changed there"
                        : RecordShape.of(LoadPart.class).field(entry.key()).isPresent()
                                ? "did you mean load." + entry.key() + "?"
                                : MessageText.didYouMean(entry.key(), KEYS));
    }

    private DocumentTree byId(DocumentTree base, DocumentTree over, String what) {
        Optional<List<DocumentTree>> entries = entries(base);
        if (entries.isEmpty()) {
            return base; // what is there is no list, and is refused for that
        }
        List<DocumentTree> items = entries.get();
        List<String> ids =
                items.stream().map(Overlay::id).flatMap(Optional::stream).toList();
        if (!(over instanceof Branch byId)) {
            problems.add(
                    over.place(),
                    over.shown(),
                    "a mapping by id: " + MessageText.list(ids),
                    "not a list: each difference is under its id");
            return base;
        }
        for (Entry entry : byId.entries()) {
            int index = indexOf(items, entry.key());
            if (index < 0) {
                String hint = MessageText.didYouMean(entry.key(), ids);
                problems.add(
                        entry.keyPlace(), "the id " + MessageText.quoted(entry.key()), MessageText.oneOf(ids), hint);
            } else {
                items.set(index, item(items.get(index), entry.value(), what));
            }
        }
        return base instanceof Items ? new Items(base.place(), items) : items.get(0);
    }

    private static Optional<List<DocumentTree>> entries(DocumentTree base) {
        if (base instanceof Items list) {
            return Optional.of(new ArrayList<>(list.items()));
        }
        // A '-' was forgotten: the binder reports it and reads it as a list of one.
        return base instanceof Branch one && one.at("id").isPresent()
                ? Optional.of(new ArrayList<>(List.of(one)))
                : Optional.empty();
    }

    /** An objective keeps its settings: an overlay need not repeat its kind. */
    private DocumentTree item(DocumentTree base, DocumentTree over, String what) {
        if (!(base instanceof Branch item) || !(over instanceof Branch changes)) {
            problems.add(over.place(), over.shown(), "a mapping with the differences");
            return base;
        }
        if (!what.equals("objectives")) {
            return merged(item, changes);
        }
        Optional<Entry> kind = item.entries().stream()
                .filter(entry -> !entry.key().equals("id"))
                .findFirst();
        if (kind.isEmpty() || !(kind.get().value() instanceof Branch settings)) {
            return base; // an objective without settings is refused for that
        }
        DocumentTree changed = changes.at(kind.get().key())
                .map(nested -> merged(settings, nested))
                .orElseGet(() -> merged(settings, changes));
        return with(item, new Entry(kind.get().key(), kind.get().keyPlace(), changed), changed);
    }

    private static DocumentTree merged(DocumentTree base, DocumentTree over) {
        if (base instanceof Branch below && over instanceof Branch above) {
            Branch result = below;
            for (Entry entry : above.entries()) {
                DocumentTree value = below.at(entry.key())
                        .map(tree -> merged(tree, entry.value()))
                        .orElse(entry.value());
                result = with(result, entry, value);
            }
            return result;
        }
        if (base instanceof Items list && over instanceof Branch above && numbers(list, above)) {
            List<DocumentTree> items = new ArrayList<>(list.items());
            for (Entry entry : above.entries()) {
                int index = Integer.parseInt(entry.key());
                items.set(index, merged(items.get(index), entry.value()));
            }
            return new Items(list.place(), items);
        }
        return over;
    }

    private static boolean numbers(Items list, Branch above) {
        return above.keys().stream()
                .allMatch(key -> key.matches("\\d{1,4}")
                        && Integer.parseInt(key) < list.items().size());
    }

    private static Branch with(Branch base, Entry entry, DocumentTree value) {
        List<Entry> entries = new ArrayList<>(base.entries());
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).key().equals(entry.key())) {
                entries.set(i, new Entry(entry.key(), entry.keyPlace(), value));
                return new Branch(base.place(), entries);
            }
        }
        entries.add(new Entry(entry.key(), entry.keyPlace(), value));
        return new Branch(base.place(), entries);
    }

    private static int indexOf(List<DocumentTree> items, String id) {
        for (int i = 0; i < items.size(); i++) {
            if (id(items.get(i)).equals(Optional.of(id))) {
                return i;
            }
        }
        return -1;
    }

    private static Optional<String> id(DocumentTree item) {
        return item instanceof Branch branch ? branch.text("id") : Optional.empty();
    }
}
