package dev.crossfire.scenarios.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crossfire.model.ShortForm;
import dev.crossfire.model.environment.Secret;
import dev.crossfire.scenarios.schema.PartialRecord.AnyScalar;
import dev.crossfire.scenarios.schema.RecordShape.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes the JSON Schema of the records that the readers bind. Draft 7, because editors support it best. */
public final class RecordSchema {
    private static final String DRAFT = "http://json-schema.org/draft-07/schema#";
    private static final String REFERENCE = "\\$\\{[A-Za-z_][A-Za-z0-9_]*\\}";
    private static final Set<Class<?>> NEVER_REFERRED = Set.of(
            String.class,
            Secret.class,
            Integer.class,
            int.class,
            Long.class,
            long.class,
            Double.class,
            double.class,
            Boolean.class,
            boolean.class,
            AnyScalar.class);

    private final boolean references;

    /** @param references whether {@code ${NAME}} may stand for a string */
    public RecordSchema(boolean references) {
        this.references = references;
    }

    public static ObjectNode document(String title) {
        return node().put("$schema", DRAFT).put("title", title);
    }

    /** Replaces the version of the language in a file by the only one that exists. */
    public static void version(ObjectNode properties) {
        properties.withObject("crossfire").removeAll().putArray("enum").add("v1");
    }

    public ObjectNode part(RecordShape shape) {
        return object(shape.fields());
    }

    public ObjectNode object(List<Field> fields) {
        ObjectNode schema = node().put("type", "object").put("additionalProperties", false);
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = schema.putArray("required");
        for (Field field : fields) {
            ObjectNode value = field.identifier() ? name() : value(field.type());
            properties.set(field.key(), field.about() == null ? value : described(value, field.about()));
            if (field.required()) {
                required.add(field.key());
            }
        }
        return schema;
    }

    private ObjectNode value(Type type) {
        if (type instanceof ParameterizedType generic) {
            return collection(generic);
        }
        Class<?> raw = (Class<?>) type;
        Optional<ValueFormat<?>> form = ValueFormats.of(raw);
        if (form.isPresent()) {
            ObjectNode schema = node();
            form.get().schema().accept(schema);
            return references && mayRefer(raw) ? orReference(schema) : schema;
        }
        if (!raw.isRecord()) {
            return node();
        }
        ObjectNode whole = part(RecordShape.of(raw));
        if (!raw.isAnnotationPresent(ShortForm.class)) {
            return whole;
        }
        ObjectNode schema = node();
        Field first = RecordShape.of(raw).fields().get(0);
        schema.putArray("anyOf")
                .add(first.identifier() ? named() : value(first.type()))
                .add(whole);
        return schema;
    }

    private ObjectNode collection(ParameterizedType type) {
        if (type.getRawType() == Map.class) {
            ObjectNode schema = node().put("type", "object");
            schema.set("additionalProperties", value(type.getActualTypeArguments()[1]));
            schema.putObject("propertyNames")
                    .put("maxLength", RecordShape.LONGEST_NAME)
                    .put("pattern", "\\S");
            return schema;
        }
        ObjectNode schema = node().put("type", "array");
        schema.set("items", value(type.getActualTypeArguments()[0]));
        return schema;
    }

    private ObjectNode name() {
        return references ? orReference(named()) : named();
    }

    private static ObjectNode named() {
        ObjectNode schema = node();
        ValueFormats.IDENTIFIER.schema().accept(schema);
        return schema;
    }

    /** Whether a reference may replace a value of this type: it gives a string, never a number or truth value. */
    private static boolean mayRefer(Class<?> type) {
        return !NEVER_REFERRED.contains(type);
    }

    private static ObjectNode orReference(ObjectNode schema) {
        ObjectNode either = node();
        either.putArray("anyOf").add(schema).addObject().put("type", "string").put("pattern", REFERENCE);
        return either;
    }

    public static ObjectNode described(ObjectNode schema, String about) {
        return schema.put("description", about);
    }

    public static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }
}
