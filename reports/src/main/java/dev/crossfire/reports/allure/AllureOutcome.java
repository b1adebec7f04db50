package dev.crossfire.reports.allure;

import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.reports.words.OutcomeMarks;
import io.qameta.allure.model.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Outcomes as Allure knows them. It has no word for inconclusive: no status at all is shown as <em>unknown</em>, with a
 * question mark and in a colour of its own, and it is neither a pass nor a failure. What broke and what is left dirty are
 * both <em>broken</em>; their categories tell them apart.
 */
final class AllureOutcome {
    private AllureOutcome() {}

    /**
     * A group of results in Allure's report.
     *
     * @param matchedStatuses which results it holds
     * @param messageRegex how their messages begin
     */
    record Category(String name, List<String> matchedStatuses, String messageRegex) {}

    /** Null is Allure's <em>unknown</em>. */
    static @Nullable Status of(RunOutcome outcome) {
        return switch (outcome) {
            case PASS -> Status.PASSED;
            case FAIL -> Status.FAILED;
            case INCONCLUSIVE -> null;
            case ERROR, DIRTY -> Status.BROKEN;
        };
    }

    static @Nullable Status of(Outcome outcome) {
        return switch (outcome) {
            case PASS -> Status.PASSED;
            case FAIL -> Status.FAILED;
            case INCONCLUSIVE -> null;
        };
    }

    /** What {@code categories.json} holds. */
    static List<Category> categories() {
        return List.of(
                category(RunOutcome.DIRTY, "broken", "a fault is not verified to be cleared"),
                category(RunOutcome.ERROR, "broken", "Crossfire or its environment failed"),
                category(RunOutcome.FAIL, "failed", "an objective was missed"),
                category(RunOutcome.INCONCLUSIVE, "unknown", "too little evidence to judge"));
    }

    private static Category category(RunOutcome outcome, String status, String what) {
        return new Category(
                OutcomeMarks.marked(outcome) + ": " + what,
                List.of(status),
                "(?s)" + OutcomeMarks.word(outcome) + ": .*");
    }
}
