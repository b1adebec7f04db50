package dev.crossfire.spi;

import dev.crossfire.model.objective.ObjectiveSettings;

/**
 * The description of an objective kind, for the documentation, the scenario language and the judge.
 *
 * @param name what scenarios call it, as {@code recovery-time}
 * @param settings the record type of its settings
 * @param summary what it requires, in one sentence without a full stop
 * @param measures what is measured, in which unit, and how it is compared with the target
 * @param inconclusiveWhen when it is inconclusive, beyond what makes every objective so
 * @param example its line in a scenario, about the cohort {@code buyers} and the fault {@code writer-lost}
 * @param basis what it rests on, and so what may void it
 * @param failureIsFinal whether what was seen to fail has failed even if some of the evidence is missing: so it is with
 *     counts and times that nothing can undo, but not with shares, which missing requests may turn
 */
public record ObjectiveDescription<S extends ObjectiveSettings>(
        String name,
        Class<S> settings,
        String summary,
        String measures,
        String inconclusiveWhen,
        String example,
        EvidenceBasis basis,
        boolean failureIsFinal) {
    public ObjectiveDescription {
        failureIsFinal |= basis != EvidenceBasis.REQUESTS;
    }

    /** Begins a description; what is left out is an empty text, and the objective rests on requests. */
    public static <S extends ObjectiveSettings> ObjectiveDescription<S> of(String name, Class<S> settings) {
        return new ObjectiveDescription<>(name, settings, "", "", "", "", EvidenceBasis.REQUESTS, false);
    }

    /** The same with this summary. */
    public ObjectiveDescription<S> summary(String text) {
        return new ObjectiveDescription<>(
                name, settings, text, measures, inconclusiveWhen, example, basis, failureIsFinal);
    }

    /** The same with this text about what is measured. */
    public ObjectiveDescription<S> measures(String text) {
        return new ObjectiveDescription<>(
                name, settings, summary, text, inconclusiveWhen, example, basis, failureIsFinal);
    }

    /** The same with this text about when it is inconclusive. */
    public ObjectiveDescription<S> inconclusiveWhen(String text) {
        return new ObjectiveDescription<>(name, settings, summary, measures, text, example, basis, failureIsFinal);
    }

    /** The same with this example. */
    public ObjectiveDescription<S> example(String text) {
        return new ObjectiveDescription<>(
                name, settings, summary, measures, inconclusiveWhen, text, basis, failureIsFinal);
    }

    /** The same on another basis; a failure is final unless requests are the basis. */
    public ObjectiveDescription<S> basedOn(EvidenceBasis other) {
        return new ObjectiveDescription<>(
                name, settings, summary, measures, inconclusiveWhen, example, other, failureIsFinal);
    }

    /** The same with failures that nothing can undo, although requests are the basis. */
    public ObjectiveDescription<S> withFinalFailures() {
        return new ObjectiveDescription<>(name, settings, summary, measures, inconclusiveWhen, example, basis, true);
    }

    /** The kind of evidence on which an objective is judged, which decides what can make it inconclusive. */
    public enum EvidenceBasis {
        /**
         * The requests and their times as the load generator recorded them: a generator that starved, a clock that was set or a
         * gap in the record voids it.
         */
        REQUESTS,
        /** Times by this machine's clock, but no requests: only a clock that was set voids it. */
        TIMES,
        /** Counts alone: none of these voids it. */
        COUNTS
    }
}
