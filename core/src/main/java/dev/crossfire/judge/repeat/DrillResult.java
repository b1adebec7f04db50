package dev.crossfire.judge.repeat;

import dev.crossfire.model.verdict.Drills;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.model.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * The result of one drill.
 *
 * @param name its folder's
 * @param verdict null when the drill ended before there was anything to judge
 * @param unjudged why there is no verdict; null when there is one
 */
public record DrillResult(
        String name, @Nullable Verdict verdict, @Nullable String unjudged) {
    /** The drill's outcome; without a verdict it broke. */
    public RunOutcome outcome() {
        return verdict == null ? RunOutcome.ERROR : verdict.outcome();
    }

    Drills.Drill summary() {
        return new Drills.Drill(name, verdict == null ? null : verdict.run(), outcome(), why());
    }

    private @Nullable String why() {
        if (verdict == null) {
            return unjudged;
        }
        boolean answered = verdict.outcome() == RunOutcome.PASS || verdict.outcome() == RunOutcome.FAIL;
        if (answered) {
            return null;
        }
        return verdict.notes().stream()
                .findFirst()
                .or(() -> verdict.objectives().stream()
                        .filter(objective -> objective.outcome() != Outcome.PASS)
                        .map(objective -> objective.id() + ": " + objective.why())
                        .findFirst())
                .orElse("it gives no reason");
    }
}
