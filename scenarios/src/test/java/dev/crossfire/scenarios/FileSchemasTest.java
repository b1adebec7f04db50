package dev.crossfire.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import dev.crossfire.evidence.Json;
import dev.crossfire.scenarios.yaml.SourceFile;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The schemas of environments and policies accept and refuse what their readers do. */
class FileSchemasTest {
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7);
    private static final String ENVIRONMENT = FileSchemas.environment(
            new Kinds(TestKinds.kinds().faults(), List.of(), List.of(new EnvironmentReaderTest.CloudProvider())));

    private static boolean accepts(String schema, String text) {
        return FACTORY.getSchema(schema)
                .validate(JsonTree.of(SourceFile.of("file", text)).orElseThrow())
                .isEmpty();
    }

    @Test
    void bothAreSchemas() throws IOException {
        JsonSchema meta = FACTORY.getSchema(SchemaLocation.of(SchemaId.V7));
        for (String schema : List.of(ENVIRONMENT, FileSchemas.policy())) {
            assertThat(meta.validate(Json.read(schema, JsonNode.class))).isEmpty();
        }
    }

    @Test
    void anEnvironmentIsAcceptedAndItsMistakesAreNot() {
        String good = EnvironmentReaderTest.GOOD;
        assertThat(accepts(ENVIRONMENT, good)).isTrue();
        assertThat(accepts(ENVIRONMENT, good.replace("https://staging.example.org", "${BASE_URL}")))
                .as("a reference in place of an address")
                .isTrue();
        assertThat(accepts(ENVIRONMENT, good.replace("https://staging.example.org", "staging")))
                .isFalse();
        assertThat(accepts(ENVIRONMENT, good.replace("cloud:", "clod:"))).isFalse();
        assertThat(accepts(ENVIRONMENT, good.replace("protected:", "portected:")))
                .isFalse();
        assertThat(accepts(ENVIRONMENT, good.replace("${secret:PASSWORD}", "hunter2")))
                .as("a secret in plain text")
                .isFalse();
        assertThat(accepts(ENVIRONMENT, good.replace("environment: staging\n", "")))
                .isFalse();
    }

    @Test
    void aPolicyIsAcceptedAndItsMistakesAreNot() {
        String good = PolicyReaderTest.GOOD;
        assertThat(accepts(FileSchemas.policy(), good)).isTrue();
        assertThat(accepts(FileSchemas.policy(), good.replace("policy: acme\n", "")))
                .isFalse();
        assertThat(accepts(FileSchemas.policy(), good.replace("duration: 10m", "duration: long")))
                .isFalse();
        assertThat(accepts(FileSchemas.policy(), good.replace("zones: 1", "zones: one")))
                .isFalse();
        assertThat(accepts(FileSchemas.policy(), good.replace("crossfire: v1", "crossfire: v2")))
                .isFalse();
    }
}
