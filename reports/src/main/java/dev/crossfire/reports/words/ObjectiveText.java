package dev.crossfire.reports.words;

import dev.crossfire.model.Plan;
import dev.crossfire.model.objective.ObjectiveSettings.ObjectiveSubject;
import dev.crossfire.model.objective.ObjectiveTarget;
import dev.crossfire.model.objective.ObjectiveTarget.Comparison;
import dev.crossfire.model.objective.ObjectiveTarget.Judged;
import dev.crossfire.model.objective.PhaseRef;
import dev.crossfire.model.objective.PhaseRef.Phase;
import dev.crossfire.model.verdict.MeasuredFigure;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.spi.FigureText;
import dev.crossfire.spi.TargetText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an objective measured, in a few words. */
public final class ObjectiveText {
    private static final int LONGEST_NAME = 40;
    /** An assertion of Gatling's ends with the figure that it requires; in 80 columns it has a line of its own. */
    private static final int LONGEST_TARGET = 76;

    private ObjectiveText() {}

    /** As {@code buyers recovered after 3.42 s (3.40–3.44 s)}, or {@code buyers unhealthy for at least 44.9 s}. */
    public static String measured(ObjectiveVerdict objective) {
        return measured(objective, false);
    }

    /** As above; of a cohort whose users wait for their answers the share of their time is measured. */
    public static String measured(Verdict verdict, ObjectiveVerdict objective) {
        return measured(
                objective,
                verdict.phases().stream()
                        .anyMatch(phase -> phase.cohort().equals(objective.cohort()) && phase.userTime() != null));
    }

    static String measured(ObjectiveVerdict objective, boolean wait) {
        MeasuredFigure measured = objective.measured();
        String cohort = objective.cohort() == null ? "" : Redactor.text(objective.cohort(), LONGEST_NAME);
        if (measured == null) {
            if (objective.outcome() != Outcome.PASS) {
                return "not measured";
            }
            return switch (objective.subject()) {
                case RECOVERY -> (cohort + " stayed healthy").strip();
                default -> "as expected";
            };
        }
        String bracket = measured.low() == null ? "" : MeasuredText.interval(measured);
        String figure = MeasuredText.measured(measured) + (bracket.isEmpty() ? "" : " (" + bracket + ")");
        if (objective.subject() == ObjectiveSubject.RECOVERY) {
            return (cohort + (MeasuredText.isLeast(measured) ? " unhealthy for " : " recovered after ") + figure)
                    .strip();
        }
        String what =
                switch (objective.subject()) {
                    case ERRORS -> wait ? " unhealthy user time of " : " errors of ";
                    case GOOD_REQUESTS -> wait ? " healthy user time of " : " for ";
                    default -> " for ";
                };
        String phase = objective.phase() == null ? "" : ", " + phase(objective.phase());
        return figure + (cohort.isEmpty() ? "" : what + cohort) + phase;
    }

    /** Those that failed, then those that could not be judged. */
    public static List<ObjectiveVerdict> missed(List<ObjectiveVerdict> objectives) {
        return Stream.of(Outcome.FAIL, Outcome.INCONCLUSIVE)
                .flatMap(outcome -> objectives.stream().filter(objective -> objective.outcome() == outcome))
                .toList();
    }

    /** Whether an objective asks anything of this run: a control run starts no fault, so nothing about one is met or missed. */
    public static boolean applies(Plan plan, ObjectiveVerdict objective) {
        return objective.fault() == null || !plan.faultsDisabled();
    }

    /** The reason as text; the amount by which the target is missed comes first. */
    public static String why(ObjectiveVerdict objective, int longest) {
        String by = objective.outcome() == Outcome.FAIL
                ? MissedBy.of(objective).map(much -> much + ": ").orElse("")
                : "";
        return by + Redactor.text(objective.why(), longest);
    }

    /** The target with its proper sign, as {@code ≤ 10 s}. */
    public static String target(ObjectiveVerdict objective) {
        return Redactor.text(TargetText.typeset(objective.target()), LONGEST_TARGET);
    }

    /** By how much a measured figure misses its target. */
    public static final class MissedBy {
        private static final double PERCENT = 100;

        private MissedBy() {}

        /** As {@code 0.42–0.46 s too much}; empty when the figure meets the target, or there is none. */
        public static Optional<String> of(ObjectiveVerdict objective) {
            @Nullable MeasuredFigure measured = objective.measured();
            ObjectiveTarget target = objective.target();
            @Nullable Double value = target.value();
            if (measured == null || value == null) {
                return Optional.empty();
            }
            if (target.comparison() == Comparison.AT_LEAST) {
                return excess(value - measured.value(), target.unit()).map(by -> by + " too little");
            }
            Optional<String> by = target.judged() == Judged.UPPER_BOUND && measured.low() != null
                    ? overBracket(value, measured.low(), measured.high(), target.unit())
                    : excess(measured.value() - value, target.unit());
            return by.map(excess -> excess + " too much");
        }

        /** A figure known as a bracket exceeds its target by a bracket, too. */
        private static Optional<String> overBracket(double target, double low, @Nullable Double high, String unit) {
            if (high == null) {
                return excess(low - target, unit).map(by -> "at least " + by);
            }
            Optional<String> most = excess(high - target, unit);
            if (low <= target) {
                return most.map(by -> "up to " + by);
            }
            String least = bare(low - target, unit);
            boolean same = least.equals(bare(high - target, unit));
            return most.map(by -> same ? by : least + "–" + by);
        }

        private static Optional<String> excess(double by, String unit) {
            if (by <= 0) {
                return Optional.empty();
            }
            return Optional.of(unit.equals("ratio") ? bare(by, unit) + " points" : MeasuredText.inUnit(by, unit));
        }

        /** The distance between two shares is in points, not a share of either. */
        private static String bare(double by, String unit) {
            return unit.equals("ratio") ? FigureText.number(PERCENT * by) : MeasuredText.number(by, unit);
        }
    }

    /** As {@code before writer-lost}. */
    public static String phase(PhaseRef phase) {
        return phase(phase.phase(), phase.fault());
    }

    /** As above; a fault that the phase does not belong to is left out. */
    public static String phase(Phase phase, @Nullable String fault) {
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
