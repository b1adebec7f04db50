package dev.crossfire.reports.html;

import dev.crossfire.model.Verdict.LedgerFigures;
import dev.crossfire.model.Verdict.RecoveryPoint;
import dev.crossfire.reports.words.MeasuredText;
import dev.crossfire.reports.words.Redactor;
import dev.crossfire.spi.WriteAnomalyText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The acknowledged writes compared with the system's records, a row each. */
final class WriteTable {
    private static final int LONGEST = 200;

    private WriteTable() {}

    static Table table(LedgerFigures ledger) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("acknowledged: confirmed to a user", known(ledger.acknowledged())));
        rows.add(List.of("lost: acknowledged, but absent", known(ledger.lost())));
        rows.add(List.of("duplicate: acknowledged once, present twice or more", known(ledger.duplicate())));
        rows.add(List.of("oversold: beyond the capacity of their item", known(ledger.oversold())));
        rows.add(List.of("refused: rejected with an answer", known(ledger.refused())));
        rows.add(List.of("unknown: users got an error or no answer", known(ledger.unknown())));
        rows.add(List.of("unacknowledged but present", known(ledger.unacknowledgedPresent())));
        rows.add(List.of("rows of other origin", known(ledger.foreign())));
        for (RecoveryPoint point : ledger.recoveryPoints()) {
            rows.add(List.of(
                    "recovery point of " + Redactor.text(point.fault(), LONGEST),
                    point.writes() == 0
                            ? "nothing lost"
                            : MeasuredText.count(point.writes(), "write") + ", back to "
                                    + MeasuredText.seconds(point.seconds()) + " before it"));
        }
        ledger.examples()
                .forEach(example ->
                        rows.add(List.of("for example", Redactor.text(WriteAnomalyText.of(example), LONGEST))));
        String problem = ledger.problem();
        return new Table(List.of("writes", "count"), rows, problem == null ? "" : Redactor.text(problem, LONGEST));
    }

    private static String known(@Nullable Long count) {
        return MeasuredText.countIfKnown(count);
    }
}
