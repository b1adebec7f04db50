package dev.crossfire.model.verdict;

/** The outcome of a run, from the weakest claim on the exit code to the strongest. */
public enum RunOutcome {
    /** Every objective passes. */
    PASS(0),
    /** The evidence neither shows a pass nor a failure. */
    INCONCLUSIVE(3),
    /** At least one objective fails. */
    FAIL(1),
    /** The harness or its environment failed. */
    ERROR(4),
    /** A fault could not be verified to be cleared. */
    DIRTY(5);

    private final int exitCode;

    RunOutcome(int exitCode) {
        this.exitCode = exitCode;
    }

    /** The process exit code of this outcome. */
    public int exitCode() {
        return exitCode;
    }

    /** The stronger of the two. */
    public RunOutcome or(RunOutcome other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
