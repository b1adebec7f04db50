package dev.crossfire.scenarios.validation;

import dev.crossfire.model.DurationText;
import dev.crossfire.scenarios.draft.ScenarioDraft;
import dev.crossfire.scenarios.language.AbortPart;
import dev.crossfire.scenarios.language.AbortRatioPart;
import dev.crossfire.scenarios.problems.MessageText;
import dev.crossfire.scenarios.problems.ProblemNotes;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sees whether a reason to stop early can ever be seen. */
final class AbortValidator {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private final ScenarioDraft draft;
    private final ProblemNotes notes;

    AbortValidator(ScenarioDraft draft, ProblemNotes notes) {
        this.draft = draft;
        this.notes = notes;
    }

    void check() {
        List<AbortPart> parts =
                draft.part().abortWhen() == null ? List.of() : draft.part().abortWhen();
        for (int i = 0; i < parts.size(); i++) {
            @Nullable AbortRatioPart ratio = parts.get(i).errorRatio();
            if (ratio != null) {
                check(ratio, "/abort-when/" + i + "/error-ratio");
            }
        }
    }

    private void check(AbortRatioPart ratio, String pointer) {
        @Nullable String of = ratio.cohort();
        List<String> names = List.copyOf(draft.cohortNames());
        if (of != null && !names.isEmpty() && !names.contains(of)) {
            String found = "the cohort " + MessageText.quoted(of);
            notes.add(pointer + "/cohort", found, MessageText.oneOf(names), MessageText.didYouMean(of, names));
        }
        if (ratio.over() != null && ratio.over().value() == 1) {
            notes.add(pointer + "/over", "100%", "less than 100%", "there are never more errors than answers");
        }
        @Nullable Duration window = ratio.window();
        @Nullable Duration length = draft.length();
        if (window != null && (window.compareTo(SHORTEST) < 0 || window.toMillisPart() != 0)) {
            notes.add(pointer + "/for", DurationText.format(window), "whole seconds, 1s or more", null);
        } else if (window != null && length != null && window.compareTo(length) >= 0) {
            String expected = "less than " + DurationText.format(length) + ", which the load lasts";
            notes.add(pointer + "/for", DurationText.format(window), expected, null);
        }
    }
}
