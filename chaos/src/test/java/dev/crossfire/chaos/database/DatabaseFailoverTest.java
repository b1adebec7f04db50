package dev.crossfire.chaos.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.Json;
import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.FaultSpec.TargetSelection;
import dev.crossfire.model.Start;
import dev.crossfire.spi.EnvironmentProvider;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DatabaseFailoverTest {
    private final DatabaseFailover kind = new DatabaseFailover();
    private final FaultSpec spec = new FaultSpec(
            "writer-lost",
            "database-failover",
            "ticketing-db",
            new TargetSelection.All(),
            new Start.At(Duration.ofSeconds(30)),
            null,
            new DatabaseFailover.Settings());

    @Test
    void itAndItsEnvironmentsAreFoundByName() {
        Kinds kinds = Kinds.load();
        assertThat(kinds.fault("database-failover")).containsInstanceOf(DatabaseFailover.class);
        assertThat(kinds.providers())
                .extracting(EnvironmentProvider::name)
                .containsExactly("aws", "commands", "kubernetes", "lab", "toxiproxy");
    }

    @Test
    void thePlanListsWhatStays() {
        assertThat(kind.requiresDuration(spec.settings())).isFalse();
        assertThat(kind.description().irreversible()).contains("the writer's role moves");
        assertThat(kind.maxDuration(spec)).isLessThanOrEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void itsSettingsSurviveThePlansFile() throws IOException {
        String written = Json.line(new DatabaseFailover.Settings());
        assertThat(Json.read(written, DatabaseFailover.Settings.class)).isEqualTo(new DatabaseFailover.Settings());
    }
}
