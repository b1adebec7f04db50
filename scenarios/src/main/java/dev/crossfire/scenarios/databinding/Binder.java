package dev.crossfire.scenarios.databinding;

import dev.crossfire.model.ShortForm;
import dev.crossfire.model.environment.Secret;
import dev.crossfire.model.objective.PhaseRef;
import dev.crossfire.plan.Pointers;
import dev.crossfire.scenarios.problems.MessageText;
import dev.crossfire.scenarios.problems.Problems;
import dev.crossfire.scenarios.problems.ValueOrigins;
import dev.crossfire.scenarios.schema.RecordShape;
import dev.crossfire.scenarios.schema.RecordShape.Field;
import dev.crossfire.scenarios.schema.ValueFormat;
import dev.crossfire.scenarios.schema.ValueFormats;
import dev.crossfire.scenarios.yaml.YamlNode;
import dev.crossfire.scenarios.yaml.YamlNode.KeyValue;
import dev.crossfire.scenarios.yaml.YamlNode.MappingNode;
import dev.crossfire.scenarios.yaml.YamlNode.ScalarNode;
import dev.crossfire.scenarios.yaml.YamlNode.ScalarType;
import dev.crossfire.scenarios.yaml.YamlNode.SequenceNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Binds YAML nodes to records; notes every problem and the position of every value.
 *
 * <p>A component that cannot be read is null, so that the caller can still check the others.
 */
public final class Binder {
    private final Problems problems;
    private final ValueOrigins origins;

    public Binder(Problems problems, ValueOrigins origins) {
        this.problems = problems;
        this.origins = origins;
    }

    /** Binds a node to a record; null after noting why not. */
    public <T> @Nullable T bind(YamlNode node, Class<T> type, String pointer) {
        return type.cast(bindValue(node, type, pointer, false));
    }

    /** Reads the values of fields by key; notes unknown, reserved and missing keys. */
    public Map<String, Object> bindFields(
            MappingNode mapping, List<Field> fields, List<String> reserved, String pointer) {
        origins.setPosition(pointer, mapping.position());
        Map<String, Object> values = new HashMap<>();
        Set<String> misspelt = new HashSet<>();
        for (KeyValue entry : mapping.entries()) {
            Optional<Field> field =
                    fields.stream().filter(one -> one.key().equals(entry.key())).findFirst();
            if (field.isEmpty()) {
                List<String> meant = UnknownKeyHints.note(entry, fields, reserved, problems);
                misspelt.addAll(meant);
                // The key is there, but misspelt; so its correct name is not reported as missing.
                meant.forEach(key -> origins.setPosition(Pointers.under(pointer, key), entry.keyPosition()));
            } else {
                String under = Pointers.under(pointer, entry.key());
                @Nullable
                Object value = bindValue(
                        entry.value(), field.get().type(), under, field.get().identifier());
                if (value != null) {
                    values.put(entry.key(), value);
                }
            }
        }
        for (Field field : fields) {
            if (field.required() && mapping.at(field.key()).isEmpty() && !misspelt.contains(field.key())) {
                problems.missing(mapping.position(), field.key(), field.expected(), null);
            }
        }
        return values;
    }

    /** The entries of a list; a mapping that looks like a forgotten '-' counts as a list of one. */
    List<YamlNode> listItems(YamlNode node, Collection<String> keysOfOne, String expected) {
        if (node instanceof SequenceNode items) {
            return items.items();
        }
        if (node instanceof MappingNode mapping && mapping.keys().stream().anyMatch(keysOfOne::contains)) {
            String first = mapping.keys().get(0);
            problems.add(node.position(), node.description(), expected, "is the '-' before '" + first + "' missing?");
            return List.of(node);
        }
        problems.add(node.position(), node.description(), expected, "each entry begins with '-'");
        return List.of();
    }

    /** Notes an id that an earlier entry of the list has already. */
    void uniqueId(MappingNode mapping, String pointer, Set<String> seen) {
        mapping.text("id").filter(id -> !seen.add(id)).ifPresent(id -> origins.position(pointer + "/id")
                .ifPresent(position ->
                        problems.add(position, "the id " + MessageText.quoted(id) + " a second time", "each id once")));
    }

    /** The node as a mapping, also when it has a surplus '-'; null after noting that it is no mapping. */
    @Nullable
    public MappingNode mapping(YamlNode node, Collection<String> keys) {
        if (node instanceof MappingNode mapping) {
            return mapping;
        }
        String expected = "a mapping with " + MessageText.list(keys);
        if (node instanceof SequenceNode items
                && items.items().size() == 1
                && items.items().get(0) instanceof MappingNode only) {
            problems.add(node.position(), node.description(), expected, "remove the '-': this is not a list");
            return only;
        }
        problems.add(node.position(), node.description(), expected, missingSpace(node));
        return null;
    }

    private @Nullable Object bindValue(YamlNode node, Type type, String pointer, boolean identifier) {
        if (type instanceof ParameterizedType generic) {
            return bindCollection(node, generic, pointer);
        }
        Class<?> raw = (Class<?>) type;
        if (raw == YamlNode.class) {
            origins.setPosition(pointer, node.position());
            return node;
        }
        Optional<ValueFormat<?>> form = identifier ? Optional.of(ValueFormats.IDENTIFIER) : ValueFormats.of(raw);
        return form.isPresent() ? bindScalar(node, form.get(), raw, pointer) : bindPart(node, raw, pointer);
    }

    private @Nullable Object bindScalar(YamlNode node, ValueFormat<?> form, Class<?> type, String pointer) {
        if (!(node instanceof ScalarNode scalar)) {
            problems.add(node.position(), node.description(), form.expected());
            return null;
        }
        // A secret in plain text must not be repeated in a message.
        ScalarNode shown = type == Secret.class && !scalar.secret()
                ? new ScalarNode(scalar.position(), "", ScalarType.TEXT, "…", false)
                : scalar;
        origins.setValue(pointer, scalar.position());
        return form.read(shown, problems);
    }

    private @Nullable Object bindPart(YamlNode node, Class<?> type, String pointer) {
        RecordShape shape = RecordShape.of(type);
        if (node instanceof ScalarNode scalar
                && scalar.type() != ScalarType.NOTHING
                && type.isAnnotationPresent(ShortForm.class)) {
            Field first = shape.fields().get(0);
            String under = Pointers.under(pointer, first.key());
            origins.setPosition(pointer, scalar.position());
            @Nullable Object value = bindValue(scalar, first.type(), under, first.identifier());
            return value == null ? null : fromShortForm(shape, first, value, scalar);
        }
        @Nullable MappingNode mapping = mapping(node, shape.keys());
        return mapping == null ? null : bindRecord(shape, mapping, pointer, shape.fields());
    }

    private @Nullable Object fromShortForm(RecordShape shape, Field only, Object value, ScalarNode scalar) {
        try {
            return shape.newRecord(Map.of(only.key(), value));
        } catch (IllegalArgumentException refused) {
            problems.add(scalar.position(), scalar.description(), String.valueOf(refused.getMessage()));
            return null;
        }
    }

    /** Binds a mapping to a record; null when one of a plug-in's settings is missing or the record refuses them. */
    @Nullable
    Object bindRecord(RecordShape shape, MappingNode mapping, String pointer, List<Field> allowed) {
        Map<String, Object> values = bindFields(mapping, allowed, shape.reserved(), pointer);
        noteDefaultPhase(shape, mapping, pointer);
        return newRecord(shape, mapping, values);
    }

    /** Creates a record from values that have been read; null as above. */
    @Nullable
    public Object newRecord(RecordShape shape, MappingNode mapping, Map<String, Object> values) {
        boolean incomplete = shape.isPlugIn()
                && shape.fields().stream()
                        .anyMatch(field -> !values.containsKey(field.key())
                                && (field.required() || mapping.at(field.key()).isPresent()));
        if (incomplete) {
            return null;
        }
        try {
            return shape.newRecord(values);
        } catch (IllegalArgumentException refused) {
            problems.add(mapping.position(), writtenSettings(shape, mapping), String.valueOf(refused.getMessage()));
            return null;
        }
    }

    private void noteDefaultPhase(RecordShape shape, MappingNode mapping, String pointer) {
        shape.fields().stream()
                .filter(field -> field.type() == PhaseRef.class
                        && mapping.at(field.key()).isEmpty())
                .forEach(field -> origins.setDefault(Pointers.under(pointer, field.key()), "Crossfire"));
    }

    private static String writtenSettings(RecordShape shape, MappingNode mapping) {
        return mapping.entries().isEmpty()
                ? mapping.description()
                : mapping.entries().stream()
                        .filter(entry -> shape.field(entry.key()).isPresent())
                        .map(entry -> entry.key() + ": "
                                + (entry.value() instanceof ScalarNode scalar && !scalar.secret()
                                        ? scalar.text()
                                        : "…"))
                        .collect(Collectors.joining(", "));
    }

    private @Nullable Object bindCollection(YamlNode node, ParameterizedType type, String pointer) {
        if (type.getRawType() == Map.class) {
            return bindMap(node, type.getActualTypeArguments()[1], pointer);
        }
        Type element = type.getActualTypeArguments()[0];
        List<String> keys = element instanceof Class<?> raw && raw.isRecord()
                ? RecordShape.of(raw).keys()
                : List.of();
        List<Object> values = new ArrayList<>();
        origins.setPosition(pointer, node.position());
        String expected = keys.isEmpty() ? "a list" : "a list of mappings with " + MessageText.list(keys);
        for (YamlNode item : listItems(node, keys, expected)) {
            @Nullable Object value = bindValue(item, element, Pointers.under(pointer, "" + values.size()), false);
            if (value != null) {
                values.add(value);
            }
        }
        return type.getRawType() == List.class ? values : new LinkedHashSet<>(values);
    }

    private @Nullable Object bindMap(YamlNode node, Type type, String pointer) {
        @Nullable MappingNode mapping = mapping(node, List.of("a name", "a value"));
        if (mapping == null) {
            return null;
        }
        origins.setPosition(pointer, mapping.position());
        Map<String, Object> values = new LinkedHashMap<>();
        for (KeyValue entry : mapping.entries()) {
            if (entry.key().isBlank() || entry.key().length() > RecordShape.LONGEST_NAME) {
                problems.add(
                        entry.keyPosition(),
                        MessageText.quoted(entry.key()),
                        "a name of 1 to " + RecordShape.LONGEST_NAME + " letters");
            }
            @Nullable Object value = bindValue(entry.value(), type, Pointers.under(pointer, entry.key()), false);
            if (value != null) {
                values.put(entry.key(), value);
            }
        }
        return values;
    }

    private static @Nullable String missingSpace(YamlNode node) {
        return node instanceof ScalarNode scalar && scalar.text().matches("[A-Za-z-]+:\\S.*")
                ? "is a space missing behind the ':'?"
                : null;
    }
}
