package dev.crossfire.testkit;

import static dev.crossfire.testkit.PlantedRun.LENGTH;
import static dev.crossfire.testkit.PlantedRun.instant;

import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.evidence.LedgerEntry;
import dev.crossfire.evidence.LedgerEntry.ClientRecord;
import dev.crossfire.evidence.LedgerEntry.SystemRow;
import dev.crossfire.evidence.LedgerSource;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The ledger of a {@link PlantedRun}: what users were answered to their writes, and what the system holds. */
record PlantedLedger(List<ClientRecord> answers, List<SystemRow> rows) implements LedgerSource {
    PlantedLedger {
        answers = List.copyOf(answers);
        rows = List.copyOf(rows);
    }

    /** What the journal says of it. */
    List<JournalEvent> events() {
        boolean keyed = rows.stream().allMatch(row -> row.key() != null);
        return List.of(
                new JournalEvent.LedgerKept(instant(LENGTH + 1), answers.size(), 0),
                new JournalEvent.LedgerRead(instant(LENGTH + 2), "http://shop/orders", rows.size(), keyed, null));
    }

    @Override
    public LedgerIntegrity sorted(Comparator<LedgerEntry> order, Consumer<LedgerEntry> to) {
        Stream.concat(answers.stream(), rows.stream()).sorted(order).forEach(to);
        return new LedgerIntegrity(answers.size(), rows.size(), null);
    }
}
