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
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScenarioSchemaTest {
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7);
    private static final JsonSchema SCHEMA = schema(TestKinds.kinds());

    /** Right in form, wrong in what only the whole file shows: these are the reader's alone. */
    private static final List<String> BEYOND_THE_SCHEMA = List.of(
            "abort-of-unknown-cohort",
            "cohort-selection-of-unknown-scenario",
            "cohort-selection-unknown",
            "cohort-unknown",
            "cohort-unknown-in-well",
            "cohort-unknown-to-simulation",
            "duration-of-days",
            "duration-zero",
            "fault-after-the-end",
            "fault-at-no-moment",
            "fault-before-steady-state",
            "fault-id-twice",
            "fault-outlasts-the-load",
            "fault-settings-refused",
            "fault-unknown",
            "fault-waits-for-itself",
            "load-generator",
            "missing-cohorts",
            "objective-id-twice",
            "overlay-bad-value",
            "overlay-makes-run-too-short",
            "overlay-unknown-id",
            "overlay-unknown-setting",
            "parameter-unknown",
            "percentile-beyond",
            "phase-of-unknown-fault",
            "pick-leaves-out",
            "pick-too-many",
            "rate-absurd",
            "ratio-of-all",
            "run-too-short",
            "selection-both",
            "selection-zero",
            "spike-below-base",
            "spike-beyond-the-run",
            "spike-of-nothing",
            "spike-of-own-profile",
            "spikes-overlap",
            "well-missing-for-own-simulation");

    static List<String> shipped() {
        return ScenarioLibrary.names();
    }

    static JsonSchema schema(Kinds kinds) {
        return FACTORY.getSchema(ScenarioSchema.text(kinds));
    }

    /** Whether an editor with this schema would accept the file; empty when it is no YAML. */
    static Optional<Boolean> accepts(JsonSchema schema, SourceFile file) {
        return JsonTree.of(file).map(json -> schema.validate(json).isEmpty());
    }

    @Test
    void itIsASchema() throws IOException {
        JsonNode schema = Json.read(ScenarioSchema.text(TestKinds.kinds()), JsonNode.class);
        JsonSchema meta = FACTORY.getSchema(SchemaLocation.of(SchemaId.V7));
        assertThat(meta.validate(schema)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void itAcceptsWhatIsShipped(String name) throws IOException {
        SourceFile source = ScenarioLibrary.find(name).orElseThrow();
        JsonNode json = JsonTree.of(source).orElseThrow();
        // What is shipped uses kinds that only the shipped schema knows.
        try (InputStream file = Objects.requireNonNull(ScenarioSchema.class.getResourceAsStream(ScenarioSchema.FILE))) {
            assertThat(FACTORY.getSchema(file).validate(json)).isEmpty();
        }
        assertThat(source.text()).startsWith("# yaml-language-server: $schema=../" + ScenarioSchema.FILE);
    }

    @Test
    void itRefusesEveryWrongFormThatTheReaderRefuses() throws IOException {
        TreeSet<String> accepted = new TreeSet<>();
        for (String name : WrongFilesTest.names()) {
            SourceFile file = SourceFile.of(Path.of("src/test/resources/dev/crossfire/scenarios/wrong", name));
            if (accepts(SCHEMA, file).orElse(false)) {
                accepted.add(name.replace(".yaml", ""));
            }
        }
        assertThat(accepted).containsExactlyElementsOf(BEYOND_THE_SCHEMA);
    }
}
