package dev.crossfire.judge.ledger;

import dev.crossfire.evidence.Evidence;
import dev.crossfire.evidence.JournalEvent.LedgerKept;
import dev.crossfire.evidence.JournalEvent.LedgerRead;
import dev.crossfire.evidence.LedgerEntry;
import dev.crossfire.evidence.LedgerSource.LedgerIntegrity;
import dev.crossfire.judge.timeline.Timeline;
import dev.crossfire.model.environment.LedgerSpec;
import dev.crossfire.model.verdict.LedgerFigures;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares the acknowledged writes with the system's records, if both are known. */
public final class LedgerReconciler {
    private LedgerReconciler() {}

    public static LedgerFigures of(Evidence evidence, Timeline timeline) throws IOException {
        @Nullable LedgerSpec spec = evidence.plan().scenario().ledger();
        if (spec == null) {
            return LedgerFigures.NONE;
        }
        @Nullable LedgerKept kept = last(evidence.events(LedgerKept.class));
        @Nullable LedgerRead read = last(evidence.events(LedgerRead.class));
        if (read == null) {
            return LedgerFigures.uncounted("the run ended before the system's records were read");
        }
        if (read.problem() != null) {
            return LedgerFigures.uncounted(
                    "the system's records could not be read in full from " + read.source() + ": " + read.problem());
        }
        WriteCount writes = new WriteCount(timeline, read.keyed());
        LedgerIntegrity whole = evidence.ledger().sorted(LedgerEntry.byWrite(read.keyed()), writes::add);
        ItemCount items = new ItemCount(spec.capacity(), read.keyed());
        evidence.ledger().sorted(LedgerEntry.byItem(read.keyed()), items::add);
        if (whole.systemRows() < read.rows()) {
            return LedgerFigures.uncounted(
                    "of " + read.rows() + " rows of the system's records only " + whole.systemRows() + " are on disk: "
                            + (whole.torn() == null ? "the file was cut" : whole.torn()));
        }
        if (writes.isAnonymous()) {
            return LedgerFigures.uncounted(
                    "none of the " + read.rows() + " rows of the system's records has a key: see 'key' under 'ledger'");
        }
        return writes.figures(items, missing(kept, whole));
    }

    /** Why some of the acknowledged writes may not be known; null when all are. */
    private static @Nullable String missing(@Nullable LedgerKept kept, LedgerIntegrity whole) {
        if (whole.clientRecords() == 0 && (kept == null || kept.entries() == 0)) {
            return "no acknowledgement was recorded: the simulation keeps no ledger";
        }
        if (kept == null) {
            return "the load generator ended before it had recorded every acknowledgement";
        }
        if (kept.dropped() > 0) {
            return kept.dropped() + " of the answers to writes were not recorded";
        }
        if (whole.clientRecords() < kept.entries()) {
            return "of " + kept.entries() + " recorded answers to writes only " + whole.clientRecords() + " are on disk"
                    + (whole.torn() == null ? "" : ": " + whole.torn());
        }
        return null;
    }

    private static <T> @Nullable T last(List<T> events) {
        return events.isEmpty() ? null : events.get(events.size() - 1);
    }
}
