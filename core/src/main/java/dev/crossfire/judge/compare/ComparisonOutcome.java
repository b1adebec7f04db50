package dev.crossfire.judge.compare;

/**
 * How the second of two sets compares with the first, from the answer that needs no action to the one that needs most.
 */
public enum ComparisonOutcome {
    /** No difference that matters: shown, not merely not found. */
    SAME(0),
    /** The second recovers sooner, errs less or answers faster. */
    BETTER(0),
    /** There may be a difference that matters, and there may be none. */
    INCONCLUSIVE(3),
    /** The second recovers later, errs more or answers more slowly. */
    WORSE(1);

    private final int exitCode;

    ComparisonOutcome(int exitCode) {
        this.exitCode = exitCode;
    }

    /** The process exit code of this outcome. */
    public int exitCode() {
        return exitCode;
    }

    ComparisonOutcome or(ComparisonOutcome other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
