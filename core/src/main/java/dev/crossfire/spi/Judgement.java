package dev.crossfire.spi;

import dev.crossfire.model.verdict.MeasuredFigure;
import dev.crossfire.model.verdict.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * The result of judging an objective.
 *
 * @param measured null when nothing could be measured
 * @param why one sentence that an outsider understands
 */
public record Judgement(@Nullable MeasuredFigure measured, Outcome outcome, String why) {
    /** Nothing could be measured, and why. */
    public static Judgement unmeasured(String why) {
        return new Judgement(null, Outcome.INCONCLUSIVE, why);
    }
}
