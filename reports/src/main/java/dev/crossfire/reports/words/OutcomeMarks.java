package dev.crossfire.reports.words;

import dev.crossfire.model.verdict.CohortRecovery.RecoveryState;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.model.verdict.RunOutcome;
import java.util.Locale;

/** Outcomes as words and shapes, so that colour is never needed. */
public final class OutcomeMarks {
    private OutcomeMarks() {}

    /** {@code PASS}, {@code FAIL}, {@code INCONCLUSIVE} … */
    public static String word(Enum<?> outcome) {
        return outcome.name();
    }

    /** {@code pass}, {@code unhealthy-before} … as the JSON has it. */
    public static String key(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@code unhealthy before}. */
    public static String plain(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** {@code recovered}; what had no impact that counts stayed healthy, though single requests may have failed. */
    public static String state(RecoveryState state) {
        return state == RecoveryState.NO_IMPACT ? "stayed healthy" : plain(state);
    }

    /** As {@code ✗ FAIL}. */
    public static String marked(Outcome outcome) {
        return shape(outcome) + " " + word(outcome);
    }

    /** As {@code ⚠ DIRTY}. */
    public static String marked(RunOutcome outcome) {
        return shape(outcome) + " " + word(outcome);
    }

    /** A check mark, a cross or a question mark. */
    public static String shape(Outcome outcome) {
        return switch (outcome) {
            case PASS -> "✓";
            case FAIL -> "✗";
            case INCONCLUSIVE -> "?";
        };
    }

    /** As for objectives; an exclamation mark when the run itself broke, a warning sign when a fault is left. */
    public static String shape(RunOutcome outcome) {
        return switch (outcome) {
            case PASS -> "✓";
            case FAIL -> "✗";
            case INCONCLUSIVE -> "?";
            case ERROR -> "!";
            case DIRTY -> "⚠";
        };
    }
}
