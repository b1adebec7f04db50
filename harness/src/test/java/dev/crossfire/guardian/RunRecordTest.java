package dev.crossfire.guardian;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.spi.Kinds;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunRecordTest {
    private static final Instant AT = Instant.parse("2026-11-20T09:31:00Z");
    private static final JournalEvent INTENT = new JournalEvent.FaultIntended(
            AT, "f", "zone-loss", List.of("zone/a"), Map.of("fis-template zone/a", "EXT1"));

    @TempDir
    Path folder;

    @Test
    void healingGetsTheIdOfWhatWasStarted() {
        JournalEvent injected = new JournalEvent.FaultInjected(
                AT, "f", AT, AT.plusMillis(20), AT, Map.of("fis-experiment zone/a", "EXP1"));
        JournalEvent other =
                new JournalEvent.FaultInjected(AT, "g", AT, AT, AT, Map.of("fis-experiment zone/b", "EXP2"));
        assertThat(record(List.of(INTENT, injected, other)).handle("f"))
                .isEqualTo(Map.of("fis-template zone/a", "EXT1", "fis-experiment zone/a", "EXP1"));
    }

    @Test
    void afterAKillBeforeTheAnswerItGetsTheIntentAndBeforeTheIntentNothing() {
        assertThat(record(List.of(INTENT)).handle("f")).isEqualTo(Map.of("fis-template zone/a", "EXT1"));
        assertThat(record(List.of()).handle("f")).isEmpty();
    }

    private RunRecord record(List<JournalEvent> events) {
        return new RunRecord(new RunDirectory(folder, new Kinds(List.of(), List.of(), List.of())), null, events);
    }
}
