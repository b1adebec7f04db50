package dev.crossfire.model.verdict;

import dev.crossfire.model.objective.ObjectiveSettings.ObjectiveSubject;
import dev.crossfire.model.objective.ObjectiveTarget;
import dev.crossfire.model.objective.PhaseRef;
import org.jspecify.annotations.Nullable;

/** The outcome of an objective; {@code measured} is null when nothing could be measured. */
public record ObjectiveVerdict(
        String id,
        String kind,
        ObjectiveSubject subject,
        @Nullable String cohort,
        @Nullable String fault,
        @Nullable PhaseRef phase,
        ObjectiveTarget target,
        @Nullable MeasuredFigure measured,
        Outcome outcome,
        String why) {}
