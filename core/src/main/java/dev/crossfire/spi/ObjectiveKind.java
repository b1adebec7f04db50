package dev.crossfire.spi;

import dev.crossfire.model.Plan;
import dev.crossfire.model.objective.ObjectiveSettings;
import java.util.List;

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
}
