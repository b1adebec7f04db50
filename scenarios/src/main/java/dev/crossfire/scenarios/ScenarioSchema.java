package dev.crossfire.scenarios;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crossfire.evidence.Json;
import dev.crossfire.scenarios.language.FaultPart;
import dev.crossfire.scenarios.language.ScenarioDocument;
import dev.crossfire.scenarios.schema.RecordSchema;
import dev.crossfire.scenarios.schema.RecordShape;
import dev.crossfire.scenarios.schema.RecordShape.Field;
import dev.crossfire.scenarios.schema.ValueFormats;
import dev.crossfire.scenarios.validation.LoadValidator;
import dev.crossfire.scenarios.validation.StartValidator;
import dev.crossfire.spi.FaultDescription;
import dev.crossfire.spi.FaultDescription.DurationRule;
import dev.crossfire.spi.FaultKind;
import dev.crossfire.spi.Kinds;
import dev.crossfire.spi.ObjectiveDescription;
import dev.crossfire.spi.ObjectiveKind;
import java.util.ArrayList;
import java.util.List;

/**
 * The JSON Schema of scenarios, by which editors complete and check them.
 *
 * <p>It is made of the same records that the reader binds, so the two cannot drift apart. Draft 7, because editors know
 * it best. What needs a view of the whole file, such as whether a named cohort exists, is left to the reader.
 */
public final class ScenarioSchema {
    /** Its file, beside the library. */
    public static final String FILE = "scenario.schema.json";

    private final RecordSchema records = new RecordSchema(false);
    private final Kinds kinds;

    private ScenarioSchema(Kinds kinds) {
        this.kinds = kinds;
    }

    /** The schema for these kinds, as a file's content; the same on every platform. */
    public static String text(Kinds kinds) {
        return Json.pretty(new ScenarioSchema(kinds).scenario());
    }

    private ObjectNode scenario() {
        ObjectNode schema = RecordSchema.document("Crossfire scenario, version 1");
        schema.setAll(records.part(RecordShape.of(ScenarioDocument.class)));
        ObjectNode properties = schema.withObject("properties");
        RecordSchema.version(properties);
        ObjectNode cohort = properties
                .withObject("load")
                .withObject("properties")
                .withObject("cohorts")
                .withObject("additionalProperties");
        ArrayNode kindsOfCohort = cohort.putArray("oneOf");
        kindsOfCohort.addObject().putArray("required").add("rate");
        ArrayNode selections = kindsOfCohort.addObject().putArray("anyOf");
        LoadValidator.SELECTIONS.forEach(
                key -> selections.addObject().putArray("required").add(key));
        properties.set("faults", RecordSchema.described(faults(), "the faults"));
        properties.set("objectives", RecordSchema.described(objectives(), "the objectives"));
        properties.set("overlays", RecordSchema.described(overlays(), "differences in an environment, by its name"));
        return schema;
    }

    private ObjectNode faults() {
        ObjectNode schema = RecordSchema.node().put("type", "array");
        ArrayNode choices = schema.putObject("items").putArray("oneOf");
        for (FaultKind<?> kind : kinds.faults()) {
            choices.add(fault(kind.description()));
        }
        return schema;
    }

    private ObjectNode fault(FaultDescription<?> kind) {
        List<Field> fields = new ArrayList<>(RecordShape.of(FaultPart.class).fields());
        fields.addAll(RecordShape.of(kind.settings()).fields());
        ObjectNode schema = records.object(fields);
        RecordSchema.described(schema, kind.summary());
        ObjectNode properties = schema.withObject("properties");
        properties.withObject("kind").removeAll().put("const", kind.name());
        if (kind.duration() == DurationRule.REQUIRED) {
            schema.withArray("required").add("duration");
        } else if (kind.duration() == DurationRule.NONE) {
            properties.remove("duration");
        }
        ArrayNode starts = schema.putArray("oneOf");
        StartValidator.KEYS.forEach(
                start -> starts.addObject().putArray("required").add(start));
        return schema;
    }

    private ObjectNode objectives() {
        ObjectNode schema = RecordSchema.node().put("type", "array").put("minItems", 1);
        ObjectNode item = schema.putObject("items");
        item.put("type", "object").put("additionalProperties", false);
        item.put("minProperties", 2).put("maxProperties", 2);
        ObjectNode properties = item.putObject("properties");
        ValueFormats.IDENTIFIER.schema().accept(properties.putObject("id"));
        for (ObjectiveKind<?> kind : kinds.objectives()) {
            ObjectiveDescription<?> about = kind.description();
            properties.set(
                    about.name(),
                    RecordSchema.described(records.part(RecordShape.of(about.settings())), about.summary()));
        }
        item.putArray("required").add("id");
        return schema;
    }

    private static ObjectNode overlays() {
        ObjectNode schema = RecordSchema.node().put("type", "object");
        ObjectNode overlay = schema.putObject("additionalProperties");
        overlay.put("type", "object").put("additionalProperties", false);
        for (String key : Overlay.KEYS) {
            ObjectNode part = overlay.withObject("properties").putObject(key);
            if (key.equals("pick")) {
                part.put("type", "integer");
            } else if (!key.equals("abort-when")) {
                part.put("type", "object");
            }
        }
        return schema;
    }
}
