package dev.crossfire.scenarios.binding;

import dev.crossfire.model.objective.ObjectiveSettings;
import dev.crossfire.scenarios.problems.MessageText;
import dev.crossfire.scenarios.problems.Origins;
import dev.crossfire.scenarios.problems.Problems;
import dev.crossfire.scenarios.schema.RecordShape;
import dev.crossfire.scenarios.schema.ValueFormats;
import dev.crossfire.scenarios.yaml.DocumentTree;
import dev.crossfire.scenarios.yaml.DocumentTree.Branch;
import dev.crossfire.scenarios.yaml.DocumentTree.Entry;
import dev.crossfire.scenarios.yaml.DocumentTree.Leaf;
import dev.crossfire.spi.Kinds;
import dev.crossfire.spi.ObjectiveKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads objectives: an id, and below the name of its kind the settings. */
public final class ObjectiveBinder {
    private static final String ID = "id";

    private final Kinds kinds;
    private final List<String> names;
    private final Problems problems;
    private final Origins origins;
    private final Binder binder;

    public ObjectiveBinder(Kinds kinds, Problems problems, Origins origins) {
        this.kinds = kinds;
        this.names = kinds.objectives().stream()
                .map(kind -> kind.description().name())
                .toList();
        this.problems = problems;
        this.origins = origins;
        this.binder = new Binder(problems, origins);
    }

    public List<BoundObjective> bind(DocumentTree tree) {
        List<String> keys = new ArrayList<>(names);
        keys.add(ID);
        List<DocumentTree> items =
                binder.items(tree, keys, "a list of objectives, each with an id and " + MessageText.oneOf(names));
        if (items.isEmpty() && tree instanceof DocumentTree.Items) {
            problems.add(tree.place(), tree.shown(), "at least one objective", "a run without one shows nothing");
        }
        List<BoundObjective> objectives = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (DocumentTree item : items) {
            @Nullable Branch branch = binder.branch(item, keys);
            if (branch != null) {
                String pointer = Origins.under("/objectives", branch.text(ID).orElse("" + objectives.size()));
                objectives.add(one(branch, pointer));
                binder.uniqueId(branch, pointer, ids);
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
            problems.missing(branch.place(), "an objective kind", MessageText.oneOf(names), null);
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
        RecordShape shape = RecordShape.of(kind.description().settings());
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
        Optional<DocumentTree> id = branch.at(ID);
        if (id.isEmpty()) {
            problems.missing(branch.place(), "id", ValueFormats.NAMED.expected(), null);
            return null;
        }
        origins.stands(pointer + "/id", id.get().place());
        if (id.get() instanceof Leaf leaf) {
            return ValueFormats.NAMED.read(leaf, problems);
        }
        problems.add(id.get().place(), id.get().shown(), ValueFormats.NAMED.expected());
        return null;
    }

    private void surplus(Entry entry, Optional<Entry> kind) {
        String found = "the key " + MessageText.quoted(entry.key());
        if (kind.isEmpty()) {
            @Nullable
            String hint = UnknownKeyHints.kind(entry.key(), names)
                    .orElseGet(() -> MessageText.didYouMean(entry.key(), names));
            problems.add(entry.keyPlace(), found, MessageText.oneOf(names), hint);
            return;
        }
        RecordShape shape = RecordShape.of(
                kinds.objective(kind.get().key()).orElseThrow().description().settings());
        String only = "only id and " + kind.get().key() + " here";
        String below = " under " + kind.get().key();
        String hint = shape.field(entry.key()).isPresent()
                ? "indent it" + below
                : UnknownKeyHints.setting(entry.key(), shape.keys())
                        .map(meant -> meant.hint() + " It belongs" + below)
                        .orElse("one objective has one kind");
        problems.add(entry.keyPlace(), found, only, hint);
    }

    /**
     * An objective as far as it could be read.
     *
     * @param id null when it is missing or unreadable
     * @param kind null when it is unknown
     * @param settings null when they could not be read
     * @param written its settings as they stand
     * @param pointer where it is
     */
    public record BoundObjective(
            @Nullable String id,
            @Nullable ObjectiveKind<?> kind,
            @Nullable ObjectiveSettings settings,
            DocumentTree.Branch written,
            String pointer) {
        /** Its name in messages. */
        public String name() {
            return id == null ? "this objective" : id;
        }
    }
}
