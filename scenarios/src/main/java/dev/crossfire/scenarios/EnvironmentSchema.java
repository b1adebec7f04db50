package dev.crossfire.scenarios;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crossfire.evidence.Json;
import dev.crossfire.scenarios.language.EnvironmentDocument;
import dev.crossfire.scenarios.schema.RecordSchema;
import dev.crossfire.scenarios.schema.RecordShape;
import dev.crossfire.scenarios.schema.RecordShape.Field;
import dev.crossfire.spi.EnvironmentKind;
import dev.crossfire.spi.Kinds;
import java.util.ArrayList;
import java.util.List;

/** The JSON Schema of environment files, one choice a kind; made of the records that the reader binds. */
public final class EnvironmentSchema {
    /** Its file, beside the scenario's. */
    public static final String FILE = "environment.schema.json";

    private EnvironmentSchema() {}

    /** The schema for these kinds, as a file's content; the same on every platform. */
    public static String text(Kinds kinds) {
        ObjectNode schema = RecordSchema.document("Crossfire environment, version 1");
        ArrayNode choices = schema.putArray("oneOf");
        kinds.environments().forEach(kind -> choices.add(environment(kind)));
        return Json.pretty(schema);
    }

    private static ObjectNode environment(EnvironmentKind<?> kind) {
        List<Field> fields =
                new ArrayList<>(RecordShape.of(EnvironmentDocument.class).fields());
        fields.addAll(RecordShape.of(kind.settings()).fields());
        ObjectNode schema = RecordSchema.described(new RecordSchema(true).object(fields), kind.summary());
        ObjectNode properties = schema.withObject("properties");
        RecordSchema.version(properties);
        properties.withObject("kind").removeAll().put("const", kind.name());
        return schema;
    }
}
