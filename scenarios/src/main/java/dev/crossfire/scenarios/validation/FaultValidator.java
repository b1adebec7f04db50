package dev.crossfire.scenarios.validation;

import dev.crossfire.model.FaultSettings;
import dev.crossfire.scenarios.databinding.FaultBinder.BoundFault;
import dev.crossfire.scenarios.draft.ScenarioDraft;
import dev.crossfire.scenarios.language.FaultPart.SelectPart;
import dev.crossfire.scenarios.language.FaultPart.TargetPart;
import dev.crossfire.scenarios.problems.Problems.ProblemNotes;
import dev.crossfire.spi.FaultDescription.DurationRule;
import dev.crossfire.spi.FaultKind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Checks whether the faults can be injected as written. */
final class FaultValidator {
    private final ScenarioDraft draft;
    private final ProblemNotes notes;
    private final StartValidator starts;

    FaultValidator(ScenarioDraft draft, ProblemNotes notes, Duration steady) {
        this.draft = draft;
        this.notes = notes;
        this.starts = new StartValidator(draft, notes, steady);
    }

    void check() {
        checkPick();
        for (BoundFault fault : draft.faults()) {
            starts.check(fault);
            checkDuration(fault);
            checkSelection(fault);
        }
    }

    private void checkPick() {
        @Nullable Integer pick = draft.part().pick();
        int all = draft.faults().size();
        if (pick != null && (pick < 1 || pick > all)) {
            notes.add("/pick", "the number " + pick, "1 to " + all + ", as many as there are faults", null);
        }
    }

    private void checkDuration(BoundFault fault) {
        @Nullable FaultKind<?> kind = fault.kind();
        if (kind == null) {
            return;
        }
        boolean given = notes.isWritten(fault.pointer() + "/duration");
        @Nullable Duration duration = fault.part().duration();
        @Nullable FaultSettings settings = fault.settings();
        // Settings that could not be read are a problem of their own; either may have been intended.
        DurationRule rule = kind.description().duration();
        boolean lasts = settings == null ? rule == DurationRule.REQUIRED : kind.requiresDuration(settings);
        boolean may = settings == null ? rule != DurationRule.NONE : lasts;
        if (lasts && !given) {
            String expected = "a duration, such as 30s";
            notes.missing(
                    fault.pointer(),
                    "duration",
                    expected,
                    "a " + kind.description().name() + " needs a duration");
        } else if (!may && given) {
            String found = "the key 'duration'";
            notes.add(
                    fault.pointer() + "/duration",
                    found,
                    "none",
                    "a " + kind.description().name() + " ends by itself");
        } else if (duration != null && duration.isZero()) {
            notes.add(fault.pointer() + "/duration", "0s", "more than 0s", null);
        }
    }

    private void checkSelection(BoundFault fault) {
        @Nullable TargetPart target = fault.part().target();
        @Nullable SelectPart select = target == null ? null : target.select();
        String pointer = fault.pointer() + "/target/select";
        if (select == null) {
            return;
        }
        boolean count = notes.isWritten(pointer + "/count");
        boolean share = notes.isWritten(pointer + "/share");
        if (count == share) {
            String found = count ? "the combination of 'count' and 'share'" : "an empty selection";
            notes.add(pointer, found, "one of: count, share", null);
        }
        if (select.count() != null && select.count() < 1) {
            notes.add(pointer + "/count", "the number " + select.count(), "1 or more", null);
        }
        if (select.share() != null && select.share().value() == 0) {
            notes.add(pointer + "/share", "0%", "more than 0%", null);
        }
    }
}
