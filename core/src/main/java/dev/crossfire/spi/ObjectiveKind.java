package dev.crossfire.spi;

import dev.crossfire.model.Plan;
import dev.crossfire.model.objective.ObjectiveSettings;
import java.util.List;

/**
 * A kind of condition that must hold; found through {@link java.util.ServiceLoader}.
 *
 * @param <S> its settings
 */
public interface ObjectiveKind<S extends ObjectiveSettings> {
    /** What scenarios call it, as {@code recovery-time}. */
    String name();

    /** What it requires, in one sentence without a full stop. */
    String summary();

    /** The record type of its settings. */
    Class<S> settings();

    /** Why a run of this plan could not decide the objective, a sentence a reason; empty when it could. */
    default List<String> warnings(S settings, Plan plan) {
        return List.of();
    }

    /** Evaluates the settings on the facts; pure. */
    Judgement judge(S settings, RunFacts facts);

    /** What is measured, in which unit, and how it is held against the target; for the documentation. */
    default String measures() {
        return "";
    }

    /** When it is inconclusive, beyond what makes every objective so; for the documentation. */
    default String inconclusiveWhen() {
        return "";
    }

    /** Its line in a scenario, about the cohort {@code buyers} and the fault {@code writer-lost}. */
    default String example() {
        return "";
    }

    /** What it rests on, and so what may void it. */
    default EvidenceBasis basis() {
        return EvidenceBasis.REQUESTS;
    }

    /**
     * Whether what was seen to fail has failed even if some of the evidence is missing: so it is with counts and times that
     * nothing can undo, but not with shares, which requests that are missing may turn.
     */
    default boolean lasting() {
        return basis() != EvidenceBasis.REQUESTS;
    }
}
