package dev.crossfire.scenarios;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crossfire.evidence.Json;
import dev.crossfire.scenarios.language.EnvironmentDocument;
import dev.crossfire.scenarios.language.PolicyDocument;
import dev.crossfire.scenarios.schema.RecordSchema;
import dev.crossfire.scenarios.schema.RecordShape;
import dev.crossfire.scenarios.schema.RecordShape.Field;
import dev.crossfire.spi.EnvironmentProvider;
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

    /** The schema of environment files, as a file's content; the same on every platform. */
    public static String environment(Kinds kinds) {
        RecordSchema writer = new RecordSchema(true);
        List<Field> fields =
                new ArrayList<>(RecordShape.of(EnvironmentDocument.class).fields());
        fields.addAll(ProviderReader.sections(kinds));
        ObjectNode schema = RecordSchema.document("Crossfire environment, version 1");
        schema.setAll(writer.object(fields));
        ObjectNode properties = schema.withObject("properties");
        RecordSchema.version(properties);
        properties.withObject("roles").set("additionalProperties", role(kinds, writer));
        return Json.pretty(schema);
    }

    /** A role: what each provider contributes, and the probe that they share. */
    private static ObjectNode role(Kinds kinds, RecordSchema writer) {
        ObjectNode role = RecordSchema.node().put("type", "object").put("additionalProperties", false);
        ObjectNode properties = role.putObject("properties");
        for (EnvironmentProvider<?, ?> provider : ProviderReader.inRoles(kinds)) {
            List<Field> fields = RecordShape.of(provider.role()).fields();
            properties.set(
                    provider.name(),
                    writer.object(fields.stream()
                            .filter(field -> !field.key().equals(ProviderReader.PROBE))
                            .toList()));
        }
        properties.set(
                ProviderReader.PROBE,
                RecordSchema.described(RecordSchema.node(), "how the role's targets are seen from here"));
        return role;
    }

    /** The schema of policy files, as a file's content; the same on every platform. */
    public static String policy() {
        ObjectNode schema = RecordSchema.document("Crossfire policy, version 1");
        schema.setAll(new RecordSchema(false).part(RecordShape.of(PolicyDocument.class)));
        RecordSchema.version(schema.withObject("properties"));
        return Json.pretty(schema);
    }
}
