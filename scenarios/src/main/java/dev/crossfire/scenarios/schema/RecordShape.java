package dev.crossfire.scenarios.schema;

import dev.crossfire.model.Describe;
import dev.crossfire.model.objective.PhaseRef;
import dev.crossfire.scenarios.problems.MessageText;
import dev.crossfire.scenarios.schema.PartialRecord.AnyScalar;
import dev.crossfire.scenarios.schema.PartialRecord.FileKey;
import dev.crossfire.scenarios.schema.PartialRecord.Identifier;
import dev.crossfire.scenarios.schema.PartialRecord.Required;
import dev.crossfire.scenarios.schema.PartialRecord.ReservedKeys;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The keys and value types of a record in a file; the reader, the messages and the JSON Schema all use it.
 *
 * @param type the record
 * @param fields one a component, in order
 * @param reserved keys that are refused as "not yet"
 */
public record RecordShape(Class<?> type, List<Field> fields, List<String> reserved) {
    /** The longest name that a mapping by name accepts as a key. */
    public static final int LONGEST_NAME = 128;

    /**
     * A key of a record in a file.
     *
     * @param key in kebab case
     * @param type the component's
     * @param required whether the file must give it
     * @param identifier whether others refer to it
     * @param about what it means; null when it is undocumented
     */
    public record Field(
            String key,
            Type type,
            boolean required,
            boolean identifier,
            @Nullable String about) {
        /** What a value of this field looks like, for messages. */
        public String expected() {
            if (identifier) {
                return ValueFormats.IDENTIFIER.expected();
            }
            if (type instanceof Class<?> raw) {
                if ((raw == String.class || raw == AnyScalar.class) && about != null) {
                    return about;
                }
                return ValueFormats.of(raw)
                        .map(ValueFormat::expected)
                        .orElseGet(() -> raw.isRecord()
                                ? "a mapping with "
                                        + MessageText.list(RecordShape.of(raw).keys())
                                : String.valueOf(about));
            }
            return ((ParameterizedType) type).getRawType() == Map.class ? "a mapping by name" : "a list";
        }
    }

    /**
     * The shape of one of Crossfire's records, which mark required components, or of a plug-in's, which mark optional
     * ones.
     */
    public static RecordShape of(Class<?> type) {
        @Nullable ReservedKeys reserved = type.getAnnotation(ReservedKeys.class);
        return new RecordShape(
                type,
                Arrays.stream(type.getRecordComponents())
                        .map(RecordShape::field)
                        .toList(),
                reserved == null ? List.of() : List.of(reserved.value()));
    }

    public List<String> keys() {
        return fields.stream().map(Field::key).toList();
    }

    public Optional<Field> field(String key) {
        return fields.stream().filter(field -> field.key().equals(key)).findFirst();
    }

    /**
     * Makes the record.
     *
     * @param values by key; absent means null
     * @throws IllegalArgumentException when the record refuses the values, with its own message
     */
    public Object newRecord(Map<String, Object> values) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] arguments = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            arguments[i] = values.get(fields.get(i).key());
            if (arguments[i] == null && types[i] == PhaseRef.class && isPlugIn()) {
                arguments[i] = PhaseRef.WHOLE;
            }
        }
        return construct(types, arguments);
    }

    private Object construct(Class<?>[] types, @Nullable Object[] arguments) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException refused) {
            if (refused.getCause() instanceof IllegalArgumentException reason) {
                throw reason;
            }
            throw new IllegalStateException(type.getName() + " failed to take its values", refused);
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException(type.getName() + " cannot be made", broken);
        }
    }

    /** Whether it contains the settings of a plug-in, which are made as a whole or not at all. */
    public boolean isPlugIn() {
        return !isPart(type);
    }

    private static boolean isPart(Class<?> type) {
        return PartialRecord.class.isAssignableFrom(type);
    }

    private static Field field(RecordComponent component) {
        @Nullable FileKey key = component.getAnnotation(FileKey.class);
        @Nullable Describe about = component.getAnnotation(Describe.class);
        boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                || component.getType() == PhaseRef.class;
        boolean part = isPart(component.getDeclaringRecord());
        return new Field(
                key == null ? kebab(component.getName()) : key.value(),
                component.getGenericType(),
                part ? component.isAnnotationPresent(Required.class) : !optional,
                component.isAnnotationPresent(Identifier.class),
                about == null ? null : about.value());
    }

    private static String kebab(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
