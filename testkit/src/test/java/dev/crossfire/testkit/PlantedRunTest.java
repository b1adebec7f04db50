package dev.crossfire.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.LedgerEntry.ClientRecord;
import dev.crossfire.evidence.LedgerEntry.SystemRow;
import dev.crossfire.evidence.LedgerEntry.WriteResult;
import dev.crossfire.evidence.Observation;
import dev.crossfire.judge.objective.LostWrites;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlantedRunTest {
    @Test
    void anAcknowledgedWriteThatTheSystemLacksIsFoundLost() {
        List<ClientRecord> answers = new ArrayList<>();
        List<SystemRow> rows = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            long micros = PlantedRun.ZERO.getEpochSecond() * 1_000_000 + i * 100_000L;
            answers.add(new ClientRecord(micros, WriteResult.SENT, "key" + i, "seat" + i, null));
            answers.add(new ClientRecord(micros + 5_000, WriteResult.ACKNOWLEDGED, "key" + i, "seat" + i, "order" + i));
            rows.add(new SystemRow("order" + i, "key" + i, "seat" + i));
        }
        assertThat(lost(answers, rows).outcome()).isEqualTo(Outcome.PASS);
        rows.remove(500);
        assertThat(lost(answers, rows).outcome()).isEqualTo(Outcome.FAIL);
    }

    private static ObjectiveVerdict lost(List<ClientRecord> answers, List<SystemRow> rows) {
        return new PlantedRun()
                .buyers(100, at -> 0)
                .ledger(answers, rows)
                .wants("lost", "lost-writes", new LostWrites.Settings(0))
                .objective();
    }

    @Test
    void observationsReachTheJudgeInTheirOrder() throws IOException {
        List<Observation> results = List.of(
                new Observation.Alarm(PlantedRun.instant(32), "webhook", "errors", true),
                new Observation.Alarm(PlantedRun.instant(44), "webhook", "errors", false));
        List<Observation> read = new ArrayList<>();
        assertThat(new PlantedRun()
                        .observations(results)
                        .evidence()
                        .observations()
                        .forEach(read::add))
                .isNull();
        assertThat(read).isEqualTo(results);
    }
}
