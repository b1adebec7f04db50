package dev.crossfire.spi;

import dev.crossfire.model.Plan;
import dev.crossfire.model.objective.ObjectiveSettings;
import dev.crossfire.model.verdict.MeasuredFigure;
import dev.crossfire.model.verdict.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A kind of objective; found through {@link java.util.ServiceLoader}.
 *
 * @param <S> its settings
 */
public interface ObjectiveKind<S extends ObjectiveSettings> {
    /** Its name, the type of its settings, and its documentation; the same at each call. */
    ObjectiveDescription<S> description();

    /** Why a run of this plan could not decide the objective, a sentence a reason; empty when it could. */
    default List<String> warnings(S settings, Plan plan) {
        return List.of();
    }

    /** Evaluates the settings on the facts; pure. */
    Judgement judge(S settings, RunFacts facts);

    /**
     * The result of judging an objective.
     *
     * @param measured null when nothing could be measured
     * @param why one sentence that an outsider understands
     */
    record Judgement(@Nullable MeasuredFigure measured, Outcome outcome, String why) {
        /** Nothing could be measured, and why. */
        public static Judgement unmeasured(String why) {
            return new Judgement(null, Outcome.INCONCLUSIVE, why);
        }
    }
}
