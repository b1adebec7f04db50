package dev.crossfire.scenarios.databinding;

import dev.crossfire.model.objective.ObjectiveSettings;
import dev.crossfire.plan.Pointers;
import dev.crossfire.scenarios.problems.MessageText;
import dev.crossfire.scenarios.problems.Problems;
import dev.crossfire.scenarios.problems.ValueOrigins;
import dev.crossfire.scenarios.schema.RecordShape;
import dev.crossfire.scenarios.schema.ValueFormats;
import dev.crossfire.scenarios.yaml.YamlNode;
import dev.crossfire.scenarios.yaml.YamlNode.KeyValue;
import dev.crossfire.scenarios.yaml.YamlNode.MappingNode;
import dev.crossfire.scenarios.yaml.YamlNode.ScalarNode;
import dev.crossfire.spi.Kinds;
import dev.crossfire.spi.ObjectiveKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Binds objectives: an id, and under the name of its kind the settings. */
public final class ObjectiveBinder {
    private static final String ID = "id";

    private final Kinds kinds;
    private final List<String> names;
    private final Problems problems;
    private final ValueOrigins origins;
    private final Binder binder;

    public ObjectiveBinder(Kinds kinds, Problems problems, ValueOrigins origins) {
        this.kinds = kinds;
        this.names = kinds.objectives().stream()
                .map(kind -> kind.description().name())
                .toList();
        this.problems = problems;
        this.origins = origins;
        this.binder = new Binder(problems, origins);
    }

    public List<BoundObjective> bind(YamlNode node) {
        List<String> keys = new ArrayList<>(names);
        keys.add(ID);
        List<YamlNode> items =
                binder.listItems(node, keys, "a list of objectives, each with an id and " + MessageText.oneOf(names));
        if (items.isEmpty() && node instanceof YamlNode.SequenceNode) {
            problems.add(
                    node.position(), node.description(), "at least one objective", "a run without one shows nothing");
        }
        List<BoundObjective> objectives = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (YamlNode item : items) {
            @Nullable MappingNode mapping = binder.mapping(item, keys);
            if (mapping != null) {
                String pointer = Pointers.under("/objectives", mapping.text(ID).orElse("" + objectives.size()));
                objectives.add(bindObjective(mapping, pointer));
                binder.uniqueId(mapping, pointer, ids);
            }
        }
        return objectives;
    }

    private BoundObjective bindObjective(MappingNode mapping, String pointer) {
        origins.setPosition(pointer, mapping.position());
        @Nullable String id = bindId(mapping, pointer);
        List<KeyValue> others = mapping.entries().stream()
                .filter(entry -> !entry.key().equals(ID))
                .toList();
        if (others.isEmpty()) {
            problems.missing(mapping.position(), "an objective kind", MessageText.oneOf(names), null);
        }
        Optional<KeyValue> kind = others.stream()
                .filter(entry -> kinds.objective(entry.key()).isPresent())
                .findFirst();
        for (KeyValue other : others) {
            if (!kind.equals(Optional.of(other))) {
                noteSurplusKey(other, kind);
            }
        }
        return kind.map(entry -> bindSettings(id, entry, pointer))
                .orElseGet(() ->
                        new BoundObjective(id, null, null, new MappingNode(mapping.position(), List.of()), pointer));
    }

    private BoundObjective bindSettings(@Nullable String id, KeyValue entry, String pointer) {
        ObjectiveKind<?> kind = kinds.objective(entry.key()).orElseThrow();
        RecordShape shape = RecordShape.of(kind.description().settings());
        @Nullable MappingNode written = null;
        if (entry.value() instanceof MappingNode mapping) {
            written = mapping;
        } else {
            binder.mapping(entry.value(), shape.keys());
        }
        @Nullable Object settings = written == null ? null : binder.bindRecord(shape, written, pointer, shape.fields());
        return new BoundObjective(
                id,
                kind,
                (ObjectiveSettings) settings,
                written == null ? new MappingNode(entry.keyPosition(), List.of()) : written,
                pointer);
    }

    private @Nullable String bindId(MappingNode mapping, String pointer) {
        Optional<YamlNode> id = mapping.at(ID);
        if (id.isEmpty()) {
            problems.missing(mapping.position(), "id", ValueFormats.IDENTIFIER.expected(), null);
            return null;
        }
        origins.setPosition(pointer + "/id", id.get().position());
        if (id.get() instanceof ScalarNode scalar) {
            return ValueFormats.IDENTIFIER.read(scalar, problems);
        }
        problems.add(id.get().position(), id.get().description(), ValueFormats.IDENTIFIER.expected());
        return null;
    }

    private void noteSurplusKey(KeyValue entry, Optional<KeyValue> kind) {
        String found = "the key " + MessageText.quoted(entry.key());
        if (kind.isEmpty()) {
            @Nullable
            String hint = UnknownKeyHints.ofObjectiveKind(entry.key(), names)
                    .orElseGet(() -> MessageText.didYouMean(entry.key(), names));
            problems.add(entry.keyPosition(), found, MessageText.oneOf(names), hint);
            return;
        }
        RecordShape shape = RecordShape.of(
                kinds.objective(kind.get().key()).orElseThrow().description().settings());
        String only = "only id and " + kind.get().key() + " here";
        String below = " under " + kind.get().key();
        String hint = shape.field(entry.key()).isPresent()
                ? "indent it" + below
                : UnknownKeyHints.ofSetting(entry.key(), shape.keys())
                        .map(meant -> meant.hint() + " It belongs" + below)
                        .orElse("one objective has one kind");
        problems.add(entry.keyPosition(), found, only, hint);
    }

    /**
     * An objective as far as it could be read.
     *
     * @param id null when it is missing or unreadable
     * @param kind null when it is unknown
     * @param settings null when they could not be read
     * @param written its settings as written
     * @param pointer where it is
     */
    public record BoundObjective(
            @Nullable String id,
            @Nullable ObjectiveKind<?> kind,
            @Nullable ObjectiveSettings settings,
            YamlNode.MappingNode written,
            String pointer) {
        /** Its name in messages. */
        public String name() {
            return id == null ? "this objective" : id;
        }
    }
}
