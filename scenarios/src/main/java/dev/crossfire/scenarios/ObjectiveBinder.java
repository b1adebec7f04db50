package dev.crossfire.scenarios;

import dev.crossfire.model.ObjectiveSettings;
import dev.crossfire.scenarios.Tree.Branch;
import dev.crossfire.scenarios.Tree.Entry;
import dev.crossfire.scenarios.Tree.Leaf;
import dev.crossfire.spi.Kinds;
import dev.crossfire.spi.ObjectiveKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads objectives: an id, and below the name of its kind the settings. */
final class ObjectiveBinder {
    private static final String ID = "id";

    private final Kinds kinds;
    private final List<String> names;
    private final Problems problems;
    private final Origins origins;
    private final Binder binder;

    ObjectiveBinder(Kinds kinds, Problems problems, Origins origins) {
        this.kinds = kinds;
        this.names = kinds.objectives().stream().map(ObjectiveKind::name).toList();
        this.problems = problems;
        this.origins = origins;
        this.binder = new Binder(problems, origins);
    }

    List<BoundObjective> bind(Tree tree) {
        List<String> keys = new ArrayList<>(names);
        keys.add(ID);
        List<Tree> items = binder.items(tree, keys, "a list of objectives, each with an id and " + Words.oneOf(names));
        if (items.isEmpty() && tree instanceof Tree.Items) {
            problems.add(tree.place(), tree.shown(), "at least one objective", "a run without one shows nothing");
        }
        List<BoundObjective> objectives = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Tree item : items) {
            @Nullable Branch branch = binder.branch(item, keys);
            if (branch != null) {
                String pointer = Origins.under("/objectives", branch.text(ID).orElse("" + objectives.size()));
                objectives.add(one(branch, pointer));
                new Ids(problems, origins).once(branch, pointer, ids);
            }
        }
        return objectives;
    }

    private BoundObjective one(Branch branch, String pointer) {
        origins.stands(pointer, branch.place());
        @Nullable String id = id(branch, pointer);
        List<Entry> others = branch.entries().stream()
                .filter(entry -> !entry.key().equals(ID))
                .toList();
        if (others.isEmpty()) {
            problems.add(branch.place(), "an objective without its kind", Words.oneOf(names));
        }
        Optional<Entry> kind = others.stream()
                .filter(entry -> kinds.objective(entry.key()).isPresent())
                .findFirst();
        for (Entry other : others) {
            if (!kind.equals(Optional.of(other))) {
                surplus(other, kind);
            }
        }
        return kind.map(entry -> settings(id, entry, pointer))
                .orElseGet(() -> new BoundObjective(id, null, null, new Branch(branch.place(), List.of()), pointer));
    }

    private BoundObjective settings(@Nullable String id, Entry entry, String pointer) {
        ObjectiveKind<?> kind = kinds.objective(entry.key()).orElseThrow();
        Shape shape = Shape.of(kind.settings());
        @Nullable Branch written = null;
        if (entry.value() instanceof Branch branch) {
            written = branch;
        } else {
            binder.branch(entry.value(), shape.keys());
        }
        @Nullable Object settings = written == null ? null : binder.made(shape, written, pointer, shape.fields());
        return new BoundObjective(
                id,
                kind,
                (ObjectiveSettings) settings,
                written == null ? new Branch(entry.keyPlace(), List.of()) : written,
                pointer);
    }

    private @Nullable String id(Branch branch, String pointer) {
        Optional<Tree> id = branch.at(ID);
        if (id.isEmpty()) {
            problems.add(branch.place(), "no key 'id'", "id: " + Forms.NAMED.wanted());
            return null;
        }
        origins.stands(pointer + "/id", id.get().place());
        if (id.get() instanceof Leaf leaf) {
            return Forms.NAMED.read(leaf, problems);
        }
        problems.add(id.get().place(), id.get().shown(), Forms.NAMED.wanted());
        return null;
    }

    private void surplus(Entry entry, Optional<Entry> kind) {
        String found = "the key " + Words.quoted(entry.key());
        if (kind.isEmpty()) {
            @Nullable
            String hint = KeySlips.kind(entry.key(), names).orElseGet(() -> Words.didYouMean(entry.key(), names));
            problems.add(entry.keyPlace(), found, Words.oneOf(names), hint);
            return;
        }
        Shape shape = Shape.of(kinds.objective(kind.get().key()).orElseThrow().settings());
        String only = "only id and " + kind.get().key() + " here";
        String below = " below " + kind.get().key();
        String hint = shape.field(entry.key()).isPresent()
                ? "indent it" + below
                : KeySlips.setting(entry.key(), shape.keys())
                        .map(meant -> meant.hint() + " It stands" + below)
                        .orElse("one objective asks one thing");
        problems.add(entry.keyPlace(), found, only, hint);
    }
}
