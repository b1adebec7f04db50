package dev.crossfire.reports.terminal;

import dev.crossfire.model.RunOutcome;

/** Colours the outcome's word; everything else stays as the reader's terminal has it. */
final class OutcomeColours {
    private static final String PLAIN = "\u001b[0m";

    private OutcomeColours() {}

    static String outcome(String screen, RunOutcome outcome) {
        return screen.replaceFirst("  " + outcome.name(), "  " + code(outcome) + outcome.name() + PLAIN);
    }

    private static String code(RunOutcome outcome) {
        return switch (outcome) {
            case PASS -> "\u001b[1;32m";
            case FAIL, DIRTY -> "\u001b[1;31m";
            case INCONCLUSIVE, ERROR -> "\u001b[1;33m";
        };
    }
}
