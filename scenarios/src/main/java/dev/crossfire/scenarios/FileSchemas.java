package dev.crossfire.scenarios;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crossfire.evidence.Json;
import dev.crossfire.scenarios.language.EnvironmentDocument;
import dev.crossfire.scenarios.language.PolicyDocument;
import dev.crossfire.scenarios.schema.RecordSchema;
import dev.crossfire.scenarios.schema.RecordShape;
import dev.crossfire.scenarios.schema.RecordShape.Field;
import dev.crossfire.spi.EnvironmentKind;
import dev.crossfire.spi.Kinds;
import java.util.ArrayList;
import java.util.List;

/** The JSON Schemas of environment and policy files; made of the records that the readers bind. */
public final class FileSchemas {
    /** The file of the environments' schema, beside the scenario's. */
    public static final String ENVIRONMENT_FILE = "environment.schema.json";

    /** The file of the policies' schema, beside the scenario's. */
    public static final String POLICY_FILE = "policy.schema.json";

    private FileSchemas() {}

    /** The schema of environment files, one choice a kind, as a file's content; the same on every platform. */
    public static String environment(Kinds kinds) {
        ObjectNode schema = RecordSchema.document("Crossfire environment, version 1");
        ArrayNode choices = schema.putArray("oneOf");
        kinds.environments().forEach(kind -> choices.add(environment(kind)));
        return Json.pretty(schema);
    }

    /** The schema of policy files, as a file's content; the same on every platform. */
    public static String policy() {
        ObjectNode schema = RecordSchema.document("Crossfire policy, version 1");
        schema.setAll(new RecordSchema(false).part(RecordShape.of(PolicyDocument.class)));
        RecordSchema.version(schema.withObject("properties"));
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
