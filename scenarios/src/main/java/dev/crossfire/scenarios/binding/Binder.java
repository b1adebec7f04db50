package dev.crossfire.scenarios.binding;

import dev.crossfire.model.environment.Secret;
import dev.crossfire.model.objective.PhaseRef;
import dev.crossfire.scenarios.problems.MessageText;
import dev.crossfire.scenarios.problems.Origins;
import dev.crossfire.scenarios.problems.Problems;
import dev.crossfire.scenarios.schema.FilePart.ShortForm;
import dev.crossfire.scenarios.schema.RecordShape;
import dev.crossfire.scenarios.schema.RecordShape.Field;
import dev.crossfire.scenarios.schema.ValueFormat;
import dev.crossfire.scenarios.schema.ValueFormats;
import dev.crossfire.scenarios.yaml.DocumentTree;
import dev.crossfire.scenarios.yaml.DocumentTree.Branch;
import dev.crossfire.scenarios.yaml.DocumentTree.Entry;
import dev.crossfire.scenarios.yaml.DocumentTree.Items;
import dev.crossfire.scenarios.yaml.DocumentTree.Leaf;
import dev.crossfire.scenarios.yaml.DocumentTree.Sort;
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
 * Makes records of trees, notes every problem on the way, and remembers where each value stood.
 *
 * <p>What cannot be read is null; the caller checks the rest all the same.
 */
public final class Binder {
    private final Problems problems;
    private final Origins origins;

    public Binder(Problems problems, Origins origins) {
        this.problems = problems;
        this.origins = origins;
    }

    /** Binds a tree to a record; null after noting why not. */
    public <T> @Nullable T bind(DocumentTree tree, Class<T> type, String pointer) {
        return type.cast(value(tree, type, pointer, false));
    }

    /** Reads the values of fields by key; notes unknown, reserved and missing keys. */
    public Map<String, Object> values(Branch branch, List<Field> fields, List<String> reserved, String pointer) {
        origins.stands(pointer, branch.place());
        Map<String, Object> values = new HashMap<>();
        Set<String> misspelt = new HashSet<>();
        for (Entry entry : branch.entries()) {
            Optional<Field> field =
                    fields.stream().filter(one -> one.key().equals(entry.key())).findFirst();
            if (field.isEmpty()) {
                List<String> meant = UnknownKeyHints.note(entry, fields, reserved, problems);
                misspelt.addAll(meant);
                // The misspelt key stands there, so its correct name is not reported as missing.
                meant.forEach(key -> origins.stands(Origins.under(pointer, key), entry.keyPlace()));
            } else {
                String under = Origins.under(pointer, entry.key());
                @Nullable
                Object value = value(
                        entry.value(), field.get().type(), under, field.get().named());
                if (value != null) {
                    values.put(entry.key(), value);
                }
            }
        }
        for (Field field : fields) {
            if (field.required() && branch.at(field.key()).isEmpty() && !misspelt.contains(field.key())) {
                problems.missing(branch.place(), field.key(), field.expected(), null);
            }
        }
        return values;
    }

    /** The entries of a list; a mapping that looks like a forgotten '-' counts as a list of one. */
    List<DocumentTree> items(DocumentTree tree, Collection<String> keysOfOne, String expected) {
        if (tree instanceof Items items) {
            return items.items();
        }
        if (tree instanceof Branch branch && branch.keys().stream().anyMatch(keysOfOne::contains)) {
            String first = branch.keys().get(0);
            problems.add(tree.place(), tree.shown(), expected, "is the '-' before '" + first + "' missing?");
            return List.of(tree);
        }
        problems.add(tree.place(), tree.shown(), expected, "each entry begins with '-'");
        return List.of();
    }

    /** Notes the id of a list's entry when an entry before has it. */
    void uniqueId(Branch branch, String pointer, Set<String> seen) {
        branch.text("id").filter(id -> !seen.add(id)).ifPresent(id -> origins.place(pointer + "/id")
                .ifPresent(place ->
                        problems.add(place, "the id " + MessageText.quoted(id) + " a second time", "each id once")));
    }

    /** The tree as a mapping, also where a '-' is too many; null after noting that it is none. */
    @Nullable
    public Branch branch(DocumentTree tree, Collection<String> keys) {
        if (tree instanceof Branch branch) {
            return branch;
        }
        String expected = "a mapping with " + MessageText.list(keys);
        if (tree instanceof Items items
                && items.items().size() == 1
                && items.items().get(0) instanceof Branch only) {
            problems.add(tree.place(), tree.shown(), expected, "remove the '-': this is not a list");
            return only;
        }
        problems.add(tree.place(), tree.shown(), expected, missingSpace(tree));
        return null;
    }

    private @Nullable Object value(DocumentTree tree, Type type, String pointer, boolean named) {
        if (type instanceof ParameterizedType generic) {
            return collection(tree, generic, pointer);
        }
        Class<?> raw = (Class<?>) type;
        if (raw == DocumentTree.class) {
            origins.stands(pointer, tree.place());
            return tree;
        }
        Optional<ValueFormat<?>> form = named ? Optional.of(ValueFormats.NAMED) : ValueFormats.of(raw);
        return form.isPresent() ? single(tree, form.get(), raw, pointer) : part(tree, raw, pointer);
    }

    private @Nullable Object single(DocumentTree tree, ValueFormat<?> form, Class<?> type, String pointer) {
        if (!(tree instanceof Leaf leaf)) {
            problems.add(tree.place(), tree.shown(), form.expected());
            return null;
        }
        // A secret in plain text must not be repeated in a message.
        Leaf shown = type == Secret.class && !leaf.secret() ? new Leaf(leaf.place(), "", Sort.TEXT, "…", false) : leaf;
        origins.value(pointer, leaf.place());
        return form.read(shown, problems);
    }

    private @Nullable Object part(DocumentTree tree, Class<?> type, String pointer) {
        RecordShape shape = RecordShape.of(type);
        if (tree instanceof Leaf leaf && leaf.sort() != Sort.NOTHING && type.isAnnotationPresent(ShortForm.class)) {
            Field first = shape.fields().get(0);
            String under = Origins.under(pointer, first.key());
            origins.stands(pointer, leaf.place());
            @Nullable Object value = value(leaf, first.type(), under, first.named());
            return value == null ? null : shape.make(Map.of(first.key(), value));
        }
        @Nullable Branch branch = branch(tree, shape.keys());
        return branch == null ? null : made(shape, branch, pointer, shape.fields());
    }

    /** Makes a record of a mapping; null when one of a plug-in's settings is missing, or it refuses them. */
    @Nullable
    public Object made(RecordShape shape, Branch branch, String pointer, List<Field> allowed) {
        Map<String, Object> values = values(branch, allowed, shape.reserved(), pointer);
        wholeRun(shape, branch, pointer);
        return made(shape, branch, values);
    }

    /** Makes a record of values that have been read. */
    @Nullable
    public Object made(RecordShape shape, Branch branch, Map<String, Object> values) {
        boolean incomplete = shape.isPlugIn()
                && shape.fields().stream()
                        .anyMatch(field -> !values.containsKey(field.key())
                                && (field.required() || branch.at(field.key()).isPresent()));
        if (incomplete) {
            return null;
        }
        try {
            return shape.make(values);
        } catch (IllegalArgumentException refused) {
            problems.add(branch.place(), given(shape, branch), String.valueOf(refused.getMessage()));
            return null;
        }
    }

    private void wholeRun(RecordShape shape, Branch branch, String pointer) {
        shape.fields().stream()
                .filter(field ->
                        field.type() == PhaseRef.class && branch.at(field.key()).isEmpty())
                .forEach(field -> origins.byDefault(Origins.under(pointer, field.key()), "Crossfire"));
    }

    private static String given(RecordShape shape, Branch branch) {
        return branch.entries().isEmpty()
                ? branch.shown()
                : branch.entries().stream()
                        .filter(entry -> shape.field(entry.key()).isPresent())
                        .map(entry -> entry.key() + ": "
                                + (entry.value() instanceof Leaf leaf && !leaf.secret() ? leaf.text() : "…"))
                        .collect(Collectors.joining(", "));
    }

    private @Nullable Object collection(DocumentTree tree, ParameterizedType type, String pointer) {
        if (type.getRawType() == Map.class) {
            return map(tree, type.getActualTypeArguments()[1], pointer);
        }
        Type element = type.getActualTypeArguments()[0];
        List<String> keys = element instanceof Class<?> raw && raw.isRecord()
                ? RecordShape.of(raw).keys()
                : List.of();
        List<Object> values = new ArrayList<>();
        origins.stands(pointer, tree.place());
        String expected = keys.isEmpty() ? "a list" : "a list of mappings with " + MessageText.list(keys);
        for (DocumentTree item : items(tree, keys, expected)) {
            @Nullable Object value = value(item, element, Origins.under(pointer, "" + values.size()), false);
            if (value != null) {
                values.add(value);
            }
        }
        return type.getRawType() == List.class ? values : new LinkedHashSet<>(values);
    }

    private @Nullable Object map(DocumentTree tree, Type type, String pointer) {
        @Nullable Branch branch = branch(tree, List.of("a name", "a value"));
        if (branch == null) {
            return null;
        }
        origins.stands(pointer, branch.place());
        Map<String, Object> values = new LinkedHashMap<>();
        for (Entry entry : branch.entries()) {
            if (entry.key().isBlank() || entry.key().length() > RecordShape.LONGEST_NAME) {
                problems.add(
                        entry.keyPlace(),
                        MessageText.quoted(entry.key()),
                        "a name of 1 to " + RecordShape.LONGEST_NAME + " letters");
            }
            @Nullable Object value = value(entry.value(), type, Origins.under(pointer, entry.key()), false);
            if (value != null) {
                values.put(entry.key(), value);
            }
        }
        return values;
    }

    private static @Nullable String missingSpace(DocumentTree tree) {
        return tree instanceof Leaf leaf && leaf.text().matches("[A-Za-z-]+:\\S.*")
                ? "is a space missing behind the ':'?"
                : null;
    }
}
