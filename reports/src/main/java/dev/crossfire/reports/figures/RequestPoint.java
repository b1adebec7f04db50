package dev.crossfire.reports.figures;

/**
 * One request as a point.
 *
 * @param startMicros the intended start after t = 0
 * @param latencyMicros from the intended start to the end
 * @param cohort the cohort's id in the string table
 * @param name the request name's id in the string table
 * @param status the HTTP status, 0 when there was none
 * @param error the error message's id in the string table, 0 when there was none
 * @param fate what became of it
 */
public record RequestPoint(
        long startMicros, long latencyMicros, int cohort, int name, int status, int error, Fate fate) {
    /** What became of a request. */
    public enum Fate {
        GOOD,
        LATE,
        ERROR
    }
}
