package dev.crossfire.series;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The result of one abort; all times count from the moment at which it was requested.
 *
 * @param hold how long after the fault was seen to have taken effect that was
 * @param clear until the journal proves that nothing of the fault is left; null when it never did
 * @param healthy until every probe was served; null when that never came
 * @param ended until the run's process had ended
 * @param rebuilt what the report lists as still being rebuilt; null when nothing
 * @param problem what should not have been; empty when nothing was
 */
record AbortRow(
        int number,
        String kind,
        AbortWay way,
        Duration hold,
        @Nullable Duration clear,
        @Nullable Duration healthy,
        @Nullable Duration ended,
        @Nullable String rebuilt,
        String problem) {
    static final Duration LIMIT = Duration.ofSeconds(2);

    static final String HEAD = """
            | # | kind | aborted by | effective + | all clear after | users recovered after | run ended after | still rebuilt meanwhile | |
            |---|---|---|---|---|---|---|---|---|
            """;

    /** Where a database's pair is rebuilt that may take longer, if users are served and the report notes it. */
    boolean good() {
        return problem.isEmpty()
                && clear != null
                && healthy != null
                && healthy.compareTo(LIMIT) <= 0
                && (clear.compareTo(LIMIT) <= 0 || rebuilt != null);
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "| %d | %s | %s | %s | %s | %s | %s | %s | %s |",
                number,
                kind,
                way,
                seconds(hold),
                seconds(clear),
                seconds(healthy),
                seconds(ended),
                rebuilt == null ? "" : rebuilt.replace('|', '/'),
                good() ? "met" : "NOT MET " + problem.replace('\n', ' ').replace('|', '/'));
    }

    private static String seconds(@Nullable Duration duration) {
        return duration == null ? "never" : String.format(Locale.ROOT, "%.2f s", duration.toMillis() / 1000.0);
    }
}
