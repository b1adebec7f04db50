package dev.crossfire.judge.objective;

import dev.crossfire.model.verdict.LedgerFigures;
import dev.crossfire.model.verdict.MeasuredFigure;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.model.verdict.WriteAnomaly;
import dev.crossfire.spi.FigureText;
import dev.crossfire.spi.Judgement;
import dev.crossfire.spi.WriteAnomalyText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares a number of write anomalies with the most that is acceptable. */
final class WriteLimit {
    /** When the system's list shows nothing. */
    static final String INCONCLUSIVE = "the records could not be read in full, not every acknowledgement was"
            + " recorded, or no write was acknowledged";

    private static final int MOST_SHOWN = 3;

    private WriteLimit() {}

    /**
     * Judges a count.
     *
     * @param counted null when it is unknown
     * @param words how many anomalies, and of how many writes, as {@code %s of %s are not there}
     * @param unharmed the text without anomalies, as {@code all %s are there}
     */
    static Judgement judge(
            LedgerFigures ledger,
            @Nullable Long counted,
            long atMost,
            WriteAnomaly.Kind kind,
            String words,
            String unharmed) {
        if (counted == null) {
            return Judgement.unmeasured(uncounted(ledger));
        }
        MeasuredFigure measured = new MeasuredFigure(counted, null, null, "writes");
        long acknowledged = ledger.acknowledged() == null ? 0 : ledger.acknowledged();
        String writes = FigureText.count(acknowledged) + " acknowledged writes";
        String seen = counted == 0
                ? unharmed.replace("%s", writes)
                : words.replaceFirst("%s", FigureText.count(counted)).replace("%s", writes);
        if (counted > atMost) {
            return new Judgement(measured, Outcome.FAIL, seen + examples(ledger, kind));
        }
        return unlessDoubted(ledger, measured, seen);
    }

    /** Passes what was counted, unless something may be missing or there was nothing to count. */
    static Judgement unlessDoubted(LedgerFigures ledger, MeasuredFigure measured, String seen) {
        if (ledger.problem() != null) {
            return new Judgement(measured, Outcome.INCONCLUSIVE, seen + ", but " + ledger.problem());
        }
        return ledger.acknowledged() == null || ledger.acknowledged() == 0
                ? new Judgement(measured, Outcome.INCONCLUSIVE, "no write was acknowledged")
                : new Judgement(measured, Outcome.PASS, seen);
    }

    /** Why there is no figure. */
    static String uncounted(LedgerFigures ledger) {
        return ledger.problem() != null
                ? ledger.problem()
                : "the system's records lack what this needs: see 'key' and 'item' under 'ledger'";
    }

    private static String examples(LedgerFigures ledger, WriteAnomaly.Kind kind) {
        List<String> examples = ledger.examples().stream()
                .filter(anomaly -> anomaly.kind() == kind)
                .limit(MOST_SHOWN)
                .map(WriteAnomalyText::of)
                .toList();
        return examples.isEmpty() ? "" : "; for example " + String.join(", ", examples);
    }
}
