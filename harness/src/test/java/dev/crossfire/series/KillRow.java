package dev.crossfire.series;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What came of one trial.
 *
 * @param last the last event in the run's journal when it was treated badly
 * @param clear how long until all was gone, as the environment and the lab say; null when it never was
 * @param trouble what should not have been, in words; empty when all is well
 */
record KillRow(KillPlan plan, String last, @Nullable Duration clear, String trouble) {
    static final String HEAD = """
            | # | kind | how | when | last in the journal | all gone after | at most | |
            |---|---|---|---|---|---|---|---|
            """;

    boolean good() {
        return trouble.isEmpty() && clear != null && clear.compareTo(plan.limit()) <= 0;
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "| %d | %s | %s | %s %.2f s | %s | %s | %d s | %s |",
                plan.number(),
                plan.kind(),
                plan.variant().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                plan.fromStart() ? "start +" : "t =",
                plan.after().toMillis() / 1000.0,
                last,
                clear == null ? "never" : String.format(Locale.ROOT, "%.2f s", clear.toMillis() / 1000.0),
                plan.limit().toSeconds(),
                good() ? "held" : "NOT HELD " + trouble.replace('\n', ' ').replace('|', '/'));
    }
}
