package dev.crossfire.reports.words;

import dev.crossfire.model.Phase;
import dev.crossfire.model.PhaseRef;
import org.jspecify.annotations.Nullable;

/** Phases as text. */
public final class PhaseText {
    private static final int LONGEST_NAME = 40;

    private PhaseText() {}

    /** As {@code before writer-lost}. */
    public static String of(PhaseRef phase) {
        return of(phase.phase(), phase.fault());
    }

    /** As above; a fault that the phase does not belong to is left out. */
    public static String of(Phase phase, @Nullable String fault) {
        String of = fault == null ? "" : Redactor.text(fault, LONGEST_NAME);
        return switch (phase) {
            case WHOLE -> "whole run";
            case SPIKE -> "load spike";
            case BEFORE -> ("before " + of).strip();
            case IMPACT -> of.isEmpty() ? "impact" : "impact of " + of;
            case AFTER -> ("after " + of).strip();
        };
    }
}
