package dev.crossfire.reports.story;

import dev.crossfire.model.load.Cohort;
import dev.crossfire.model.load.Cohort.Spike;
import dev.crossfire.model.objective.ObjectiveSettings.ObjectiveSubject;
import dev.crossfire.model.objective.PhaseRef;
import dev.crossfire.model.objective.PhaseRef.Phase;
import dev.crossfire.model.verdict.CohortRecovery;
import dev.crossfire.model.verdict.FaultVerdict;
import dev.crossfire.model.verdict.MeasuredFigure;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The length of the interval of the run that an objective judges. */
public final class JudgedInterval {
    private JudgedInterval() {}

    /**
     * The measured recovery itself for an objective about recovery, else the length of the objective's phase, else the
     * load; zero when the interval did not come.
     */
    public static Duration lengthOf(RunStory story, ObjectiveVerdict objective) {
        MeasuredFigure measured = objective.measured();
        if (objective.subject() == ObjectiveSubject.RECOVERY) {
            return measured == null ? Duration.ZERO : ofSeconds(measured.value());
        }
        PhaseRef phase = objective.phase();
        return phase == null ? story.end() : lengthOf(story, phase, objective.cohort());
    }

    private static Duration lengthOf(RunStory story, PhaseRef phase, @Nullable String cohort) {
        if (phase.phase() == Phase.WHOLE) {
            return story.end();
        }
        if (phase.phase() == Phase.SPIKE) {
            return spikes(story);
        }
        Optional<FaultVerdict> fault = story.verdict().faults().stream()
                .filter(each -> each.id().equals(phase.fault()))
                .findFirst();
        if (fault.isEmpty() || fault.get().injected() == null || fault.get().effective() == null) {
            return Duration.ZERO;
        }
        Duration effective = Duration.between(story.zero(), fault.get().effective());
        Duration impact = story.verdict().recovery().stream()
                .filter(each ->
                        each.fault().equals(phase.fault()) && each.cohort().equals(cohort))
                .map(CohortRecovery::seconds)
                .map(seconds -> seconds == null ? Duration.ZERO : ofSeconds(seconds))
                .findFirst()
                .orElse(Duration.ZERO);
        return switch (phase.phase()) {
            case BEFORE -> Duration.between(story.zero(), fault.get().injected());
            case IMPACT -> impact;
            default -> story.end().minus(effective).minus(impact);
        };
    }

    /** While any cohort's rate was planned above its base; spikes of two cohorts may overlap. */
    private static Duration spikes(RunStory story) {
        Duration sum = Duration.ZERO;
        Duration until = Duration.ZERO;
        for (Spike spike : story.plan().scenario().load().cohorts().stream()
                .map(Cohort::spikes)
                .flatMap(spikes -> spikes.stream())
                .sorted((one, other) -> one.at().compareTo(other.at()))
                .toList()) {
            Duration from = spike.at().compareTo(until) > 0 ? spike.at() : until;
            Duration to = spike.end().compareTo(story.end()) < 0 ? spike.end() : story.end();
            if (to.compareTo(from) > 0) {
                sum = sum.plus(to.minus(from));
                until = to;
            }
        }
        return sum;
    }

    private static Duration ofSeconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
