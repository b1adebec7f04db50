package dev.crossfire.evidence;

/**
 * One request as the load generator saw it.
 *
 * @param intendedMicros when it was to start, microseconds since the epoch; the actual start where the intention is
 *     not known
 * @param lagMicros actual minus intended start, in microseconds
 * @param responseMicros end minus actual start, in microseconds
 * @param cohort the cohort's id in the string table
 * @param name the request name's id in the string table
 * @param status the HTTP status, 0 when there was none
 * @param flags a sum of the {@code FLAG_} constants
 * @param error the error message's id in the string table, 0 when there was none
 * @param user the user's number among the active users of its cohort, from 1; in a closed model another user takes it
 *     over when one leaves; 0 when it is not known
 */
public record RequestRecord(
        long intendedMicros,
        int lagMicros,
        int responseMicros,
        int cohort,
        int name,
        int status,
        int flags,
        int error,
        int user) {
    /** The answer came and was correct. */
    public static final int FLAG_OK = 1;
    /** The intended start is known, not taken from the actual one. */
    public static final int FLAG_INTENDED_KNOWN = 2;
    /** The request was cut short by Crossfire's own stop. */
    public static final int FLAG_ABORTED = 4;
    /** The request belongs to the warm-up. */
    public static final int FLAG_WARM_UP = 8;
    /** Comes once more, for a cohort that selects it; never in a file. */
    public static final int FLAG_SELECTED = 256;
    /** Comes once more, for a cohort that does not select it but whose user waited for it; never in a file. */
    public static final int FLAG_BLOCKING = 512;

    /** A request of a user that is not known. */
    public RequestRecord(
            long intendedMicros,
            int lagMicros,
            int responseMicros,
            int cohort,
            int name,
            int status,
            int flags,
            int error) {
        this(intendedMicros, lagMicros, responseMicros, cohort, name, status, flags, error, 0);
    }

    /** Whether the answer came and was correct. */
    public boolean ok() {
        return (flags & FLAG_OK) != 0;
    }

    /** Whether the intended start is known. */
    public boolean intendedKnown() {
        return (flags & FLAG_INTENDED_KNOWN) != 0;
    }

    /** Whether the request was cut short by Crossfire's own stop. */
    public boolean isAborted() {
        return (flags & FLAG_ABORTED) != 0;
    }

    /** Whether the request belongs to the warm-up. */
    public boolean isWarmUp() {
        return (flags & FLAG_WARM_UP) != 0;
    }

    /** Whether it was passed on before, for the Gatling scenario that sent it. A count of all requests skips it. */
    public boolean isCopy() {
        return (flags & (FLAG_SELECTED | FLAG_BLOCKING)) != 0;
    }

    /**
     * Whether it is no request of its cohort, but one for which a user of the cohort waited longer than L. It shows the
     * user's state and is not counted.
     */
    public boolean isBlocking() {
        return (flags & FLAG_BLOCKING) != 0;
    }

    /** This request as one of another cohort's. */
    RequestRecord copy(int otherCohort, int otherUser, int flag) {
        return new RequestRecord(
                intendedMicros, lagMicros, responseMicros, otherCohort, name, status, flags | flag, error, otherUser);
    }

    /** Whether it ended with a wrong answer or none; one that Crossfire cut short has no answer that could be wrong. */
    public boolean isError() {
        return !ok() && !isAborted();
    }

    /** Whether the request is evidence about the system: not warm-up, not cut short by Crossfire. */
    public boolean isEvidence() {
        return !isAborted() && !isWarmUp();
    }

    /** From the intended start to the end, in microseconds: what the user waited. */
    public long latencyMicros() {
        return (long) lagMicros + responseMicros;
    }

    /** When it ended, microseconds since the epoch. */
    public long endMicros() {
        return intendedMicros + latencyMicros();
    }
}
