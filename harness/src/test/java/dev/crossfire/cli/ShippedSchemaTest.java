package dev.crossfire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.scenarios.ScenarioSchema;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The schema that editors are given knows every kind that is shipped; only this room sees them all.
 *
 * <p>Run with {@code -Dcrossfire.schema=write} to bring the file up to date.
 */
class ShippedSchemaTest {
    private static final Path FILE =
            Path.of("../scenarios/src/main/resources/dev/crossfire/scenarios", ScenarioSchema.FILE);

    @Test
    void theShippedSchemaIsUpToDate() throws IOException {
        String made = ScenarioSchema.text(Kinds.load());
        if ("write".equals(System.getProperty("crossfire.schema"))) {
            Files.writeString(FILE, made);
        }
        assertThat(Files.readString(FILE)).isEqualTo(made);
    }
}
