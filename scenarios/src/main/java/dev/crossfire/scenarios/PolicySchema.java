package dev.crossfire.scenarios;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crossfire.evidence.Json;
import dev.crossfire.scenarios.language.PolicyDocument;
import dev.crossfire.scenarios.schema.RecordSchema;
import dev.crossfire.scenarios.schema.RecordShape;

/** The JSON Schema of policy files; made of the records that the reader binds. */
public final class PolicySchema {
    /** Its file, beside the scenario's. */
    public static final String FILE = "policy.schema.json";

    private PolicySchema() {}

    /** The schema, as a file's content; the same on every platform. */
    public static String text() {
        ObjectNode schema = RecordSchema.document("Crossfire policy, version 1");
        schema.setAll(new RecordSchema(false).part(RecordShape.of(PolicyDocument.class)));
        RecordSchema.version(schema.withObject("properties"));
        return Json.pretty(schema);
    }
}
