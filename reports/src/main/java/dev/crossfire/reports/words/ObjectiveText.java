package dev.crossfire.reports.words;

import dev.crossfire.model.ObjectiveSubject;
import dev.crossfire.model.Outcome;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Verdict;
import dev.crossfire.model.Verdict.Measured;
import dev.crossfire.model.Verdict.ObjectiveVerdict;
import dev.crossfire.spi.TargetText;

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
        Measured measured = objective.measured();
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
        String phase = objective.phase() == null ? "" : ", " + PhaseText.of(objective.phase());
        return figure + (cohort.isEmpty() ? "" : what + cohort) + phase;
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
}
