package dev.crossfire.series;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The result of one trial.
 *
 * @param last the last event in the run's journal when it was disturbed
 * @param clear how long until every fault was cleared, as the environment and the lab report; null when one never was
 * @param free how long until nothing of the run was left at all, no lock, file or process; null when something was
 * @param whole how long until the lab was as before, replicas and standby included; null when it never was
 * @param took the whole trial
 * @param problem what should not have been; empty when nothing was
 */
record KillRow(
        KillPlan plan,
        String last,
        @Nullable Duration clear,
        @Nullable Duration free,
        @Nullable Duration whole,
        Duration took,
        String problem) {
    /** The end of every line of a successful trial. */
    static final String MET = "| met |";

    static final String HEAD = """
        | # | scenario | how | when | last in the journal | faults gone after | at most | run gone after | redundancy restored after | took | |
        |---|---|---|---|---|---|---|---|---|---|---|
        """;

    boolean good() {
        return problem.isEmpty()
                && free != null
                && whole != null
                && clear != null
                && clear.compareTo(plan.limit()) <= 0;
    }

    /** Whether everything came, though not in time. */
    boolean onlyLate() {
        return !good() && problem.isEmpty() && clear != null;
    }

    String line() {
        return String.format(
                        Locale.ROOT,
                        "| %d | %s | %s | %s | %s | %s | %d s | %s | %s | %d s ",
                        plan.number(),
                        plan.fixture(),
                        plan.way().word(),
                        plan.moment(),
                        last,
                        seconds(clear),
                        plan.limit().toSeconds(),
                        seconds(free),
                        seconds(whole),
                        took.toSeconds())
                + (good() ? MET : "| NOT MET " + problem.replace('\n', ' ').replace('|', '/') + " |");
    }

    private static String seconds(@Nullable Duration duration) {
        return duration == null ? "never" : String.format(Locale.ROOT, "%.2f s", duration.toMillis() / 1000.0);
    }
}
