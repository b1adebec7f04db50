package dev.crossfire.scenarios.validation;

import dev.crossfire.model.objective.ObjectiveSettings;
import dev.crossfire.model.objective.PhaseRef;
import dev.crossfire.model.objective.PhaseRef.Phase;
import dev.crossfire.model.quantity.DurationText;
import dev.crossfire.plan.Pointers;
import dev.crossfire.scenarios.databinding.FaultBinder.BoundFault;
import dev.crossfire.scenarios.databinding.ObjectiveBinder.BoundObjective;
import dev.crossfire.scenarios.draft.HealthCriteriaDefaults;
import dev.crossfire.scenarios.draft.ScenarioDraft;
import dev.crossfire.scenarios.problems.MessageText;
import dev.crossfire.scenarios.problems.Problems.ProblemNotes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks whether the objectives refer to what exists, and whether the run is long enough to show them. */
final class ObjectiveValidator {
    private final ScenarioDraft draft;
    private final ProblemNotes notes;
    private final List<String> faults;
    private final Set<String> cohorts;
    private final boolean spikes;

    ObjectiveValidator(ScenarioDraft draft, ProblemNotes notes) {
        this.draft = draft;
        this.notes = notes;
        this.faults = List.copyOf(draft.faultsById().keySet());
        this.cohorts = draft.cohortNames();
        this.spikes = draft.cohorts().values().stream()
                .anyMatch(cohort -> cohort.spikes() != null && !cohort.spikes().isEmpty());
    }

    void check() {
        for (BoundObjective objective : draft.objectives()) {
            Optional<ObjectiveSettings> settings = Optional.ofNullable(objective.settings());
            settings.map(ObjectiveSettings::cohort)
                    .or(() -> objective.written().text("cohort"))
                    .ifPresent(cohort -> checkCohort(objective, cohort));
            Optional<String> from = settings.map(ObjectiveSettings::fault)
                    .or(() -> objective.written().text("fault"));
            from.ifPresent(fault -> checkFault(objective.pointer() + "/fault", fault));
            Optional<PhaseRef> phase = settings.map(ObjectiveSettings::phase)
                    .or(() -> objective.written().text("phase").flatMap(ObjectiveValidator::phase));
            phase.map(PhaseRef::fault).ifPresent(fault -> checkFault(objective.pointer() + "/phase", fault));
            phase.filter(one -> one.phase() == Phase.SPIKE).ifPresent(spike -> checkSpikePhase(objective));
            from.ifPresent(fault -> checkRunLength(objective, fault));
        }
    }

    private void checkCohort(BoundObjective objective, String cohort) {
        String pointer = objective.pointer() + "/cohort";
        String found = "the cohort " + MessageText.quoted(cohort);
        if (!cohorts.isEmpty() && !cohorts.contains(cohort)) {
            notes.add(pointer, found, MessageText.oneOf(cohorts), MessageText.didYouMean(cohort, cohorts));
        } else if (!draft.healthy().containsKey(cohort) && !notes.isWritten(Pointers.under("/healthy", cohort))) {
            String hint = "this simulation has no defaults";
            notes.add(
                    pointer,
                    found + " without a health rule",
                    "a rule under 'healthy', such as healthy: { " + cohort + ": … }",
                    hint);
        }
    }

    /** Only a planned spike can be distinguished from the rest of the load. */
    private void checkSpikePhase(BoundObjective objective) {
        if (!spikes) {
            notes.add(
                    objective.pointer() + "/phase",
                    "the phase 'spike' of a load without planned spikes",
                    "whole, or before, impact or after with a fault's id",
                    "spikes are planned under load.cohorts; those of a simulation's own profile are not known");
        }
    }

    private void checkFault(String pointer, String fault) {
        if (!faults.contains(fault)) {
            String found = "the fault " + MessageText.quoted(fault);
            notes.add(pointer, found, MessageText.oneOf(faults), MessageText.didYouMean(fault, faults));
        } else if (draft.picksSome()) {
            String hint = "pick: " + draft.part().pick() + " leaves some of the faults out";
            notes.add(pointer, fault + " that may not be picked", "an objective of the whole run", hint);
        }
    }

    /** Checks that the run can show the longest allowed recovery, and that it lasts. */
    private void checkRunLength(BoundObjective objective, String faultId) {
        @Nullable BoundFault fault = draft.faultsById().get(faultId);
        @Nullable Duration length = draft.length();
        Optional<Duration> atMost = objective.written().text("at-most").flatMap(ObjectiveValidator::duration);
        if (fault == null || fault.part().at() == null || length == null || atMost.isEmpty()) {
            return;
        }
        Duration at = fault.part().at();
        Duration lasts =
                fault.part().duration() == null ? Duration.ZERO : fault.part().duration();
        Duration stay = HealthCriteriaDefaults.stableFor(
                draft.healthy(), objective.written().text("cohort").orElse(null));
        Duration needed = at.plus(lasts).plus(atMost.get()).plus(stay);
        if (length.compareTo(needed) < 0 && length.compareTo(at) > 0) {
            String reason = faultId + " at " + text(at)
                    + (lasts.isZero() ? "" : " for " + text(lasts))
                    + ", " + objective.name() + " within " + text(atMost.get())
                    + ", then healthy for " + text(stay);
            notes.add("/load/duration", "a run of " + text(length), text(needed) + " or longer", reason);
        }
    }

    private static Optional<PhaseRef> phase(String text) {
        try {
            return Optional.of(PhaseRef.parse(text));
        } catch (IllegalArgumentException alreadyNoted) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> duration(String text) {
        try {
            return Optional.of(DurationText.parse(text));
        } catch (IllegalArgumentException noDuration) {
            return Optional.empty();
        }
    }

    private static String text(Duration duration) {
        return DurationText.format(duration);
    }
}
