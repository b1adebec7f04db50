package dev.crossfire.scenarios;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crossfire.evidence.Json;
import dev.crossfire.scenarios.Shape.Field;
import dev.crossfire.spi.FaultKind;
import dev.crossfire.spi.Kinds;
import dev.crossfire.spi.ObjectiveKind;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The JSON Schema of scenarios, by which editors complete and check them.
 *
 * <p>It is made of the same records that the reader binds, so the two cannot drift apart. Draft 7, because editors know
 * it best. What needs a view of the whole file, such as whether a named cohort exists, is left to the reader.
 */
public final class ScenarioSchema {
    /** Its file, beside the library. */
    public static final String FILE = "scenario.schema.json";

    private static final String DRAFT = "http://json-schema.org/draft-07/schema#";

    private final Kinds kinds;

    private ScenarioSchema(Kinds kinds) {
        this.kinds = kinds;
    }

    /** The schema for these kinds, as a file's content; the same on every platform. */
    public static String text(Kinds kinds) {
        return Json.pretty(new ScenarioSchema(kinds).scenario());
    }

    private ObjectNode scenario() {
        ObjectNode schema = node();
        schema.put("$schema", DRAFT);
        schema.put("title", "Crossfire scenario, version 1");
        schema.setAll(part(Shape.of(ScenarioPart.class)));
        ObjectNode properties = schema.withObject("properties");
        properties.withObject("crossfire").removeAll().putArray("enum").add("v1");
        properties.set("faults", described(faults(), "what breaks"));
        properties.set("objectives", described(objectives(), "what must hold"));
        properties.set("overlays", described(overlays(), "what differs in an environment, by its name"));
        return schema;
    }

    private ObjectNode faults() {
        ObjectNode schema = node().put("type", "array");
        ArrayNode choices = schema.putObject("items").putArray("oneOf");
        for (FaultKind<?> kind : kinds.faults()) {
            choices.add(fault(kind));
        }
        return schema;
    }

    private ObjectNode fault(FaultKind<?> kind) {
        List<Field> fields = new ArrayList<>(Shape.of(FaultPart.class).fields());
        fields.addAll(Shape.of(kind.settings()).fields());
        ObjectNode schema = object(fields);
        described(schema, kind.summary());
        ObjectNode properties = schema.withObject("properties");
        properties.withObject("kind").removeAll().put("const", kind.name());
        if (kind.alwaysLasts()) {
            schema.withArray("required").add("duration");
        } else if (!kind.lasts()) {
            properties.remove("duration");
        }
        ArrayNode starts = schema.putArray("oneOf");
        StartSense.KEYS.forEach(start -> starts.addObject().putArray("required").add(start));
        return schema;
    }

    private ObjectNode objectives() {
        ObjectNode schema = node().put("type", "array").put("minItems", 1);
        ObjectNode item = schema.putObject("items");
        item.put("type", "object").put("additionalProperties", false);
        item.put("minProperties", 2).put("maxProperties", 2);
        ObjectNode properties = item.putObject("properties");
        Forms.NAMED.schema().accept(properties.putObject("id"));
        for (ObjectiveKind<?> kind : kinds.objectives()) {
            properties.set(kind.name(), described(part(Shape.of(kind.settings())), kind.summary()));
        }
        item.putArray("required").add("id");
        return schema;
    }

    private static ObjectNode overlays() {
        ObjectNode schema = node().put("type", "object");
        ObjectNode overlay = schema.putObject("additionalProperties");
        overlay.put("type", "object").put("additionalProperties", false);
        for (String key : Overlay.KEYS) {
            ObjectNode part = overlay.withObject("properties").putObject(key);
            if (key.equals("draw")) {
                part.put("type", "integer");
            } else if (!key.equals("abort-when")) {
                part.put("type", "object");
            }
        }
        return schema;
    }

    private ObjectNode part(Shape shape) {
        return object(shape.fields());
    }

    private ObjectNode object(List<Field> fields) {
        ObjectNode schema = node().put("type", "object").put("additionalProperties", false);
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = schema.putArray("required");
        for (Field field : fields) {
            ObjectNode value = field.named() ? named() : value(field.type());
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
        Optional<Form<?>> form = Forms.of(raw);
        if (form.isPresent()) {
            ObjectNode schema = node();
            form.get().schema().accept(schema);
            return schema;
        }
        if (!raw.isRecord()) {
            return node();
        }
        ObjectNode whole = part(Shape.of(raw));
        if (!raw.isAnnotationPresent(ShortForm.class)) {
            return whole;
        }
        ObjectNode schema = node();
        schema.putArray("anyOf").add(named()).add(whole);
        return schema;
    }

    private ObjectNode collection(ParameterizedType type) {
        if (type.getRawType() == Map.class) {
            ObjectNode schema = node().put("type", "object");
            schema.set("additionalProperties", value(type.getActualTypeArguments()[1]));
            schema.putObject("propertyNames")
                    .put("maxLength", Binder.LONGEST_NAME)
                    .put("pattern", "\\S");
            return schema;
        }
        ObjectNode schema = node().put("type", "array");
        schema.set("items", value(type.getActualTypeArguments()[0]));
        return schema;
    }

    private static ObjectNode named() {
        ObjectNode schema = node();
        Forms.NAMED.schema().accept(schema);
        return schema;
    }

    private static ObjectNode described(ObjectNode schema, String about) {
        return schema.put("description", about);
    }

    private static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }
}
