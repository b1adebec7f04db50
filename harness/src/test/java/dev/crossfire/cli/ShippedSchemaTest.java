package dev.crossfire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.scenarios.FileSchemas;
import dev.crossfire.scenarios.ScenarioSchema;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The schemas that editors are given know every kind that is shipped; only this room sees them all.
 *
 * <p>Run with {@code -Dcrossfire.schema=write} to bring the files up to date.
 */
class ShippedSchemaTest {
    private static final Path FOLDER = Path.of("../scenarios/src/main/resources/dev/crossfire/scenarios");

    @Test
    void theSchemaOfScenariosIsUpToDate() throws IOException {
        upToDate(ScenarioSchema.FILE, ScenarioSchema.text(Kinds.load()));
    }

    @Test
    void theSchemaOfEnvironmentsIsUpToDate() throws IOException {
        upToDate(FileSchemas.ENVIRONMENT_FILE, FileSchemas.environment(Kinds.load()));
    }

    @Test
    void theSchemaOfPoliciesIsUpToDate() throws IOException {
        upToDate(FileSchemas.POLICY_FILE, FileSchemas.policy());
    }

    private static void upToDate(String name, String made) throws IOException {
        Path file = FOLDER.resolve(name);
        if ("write".equals(System.getProperty("crossfire.schema"))) {
            Files.writeString(file, made);
        }
        assertThat(Files.readString(file)).isEqualTo(made);
    }
}
