package dev.crossfire.scenarios.validation;

import dev.crossfire.model.HealthCriteria;
import dev.crossfire.model.quantity.DurationText;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.plan.Pointers;
import dev.crossfire.scenarios.draft.ScenarioBuilder;
import dev.crossfire.scenarios.draft.ScenarioDraft;
import dev.crossfire.scenarios.language.ScenarioDocument.AbortPart;
import dev.crossfire.scenarios.language.ScenarioDocument.AbortRatioPart;
import dev.crossfire.scenarios.language.ScenarioDocument.HealthyPart;
import dev.crossfire.scenarios.language.ScenarioDocument.SteadyStatePart;
import dev.crossfire.scenarios.problems.MessageText;
import dev.crossfire.scenarios.problems.Problems.ProblemNotes;
import dev.crossfire.scenarios.schema.PartialRecord.AnyScalar;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Validates a draft, as far as it could be read. */
public final class ScenarioValidator {
    private static final String VERSION = "v1";
    private static final Duration SHORTEST_ABORT_WINDOW = Duration.ofSeconds(1);

    private final ScenarioDraft draft;
    private final ProblemNotes notes;

    public ScenarioValidator(ScenarioDraft draft, ProblemNotes notes) {
        this.draft = draft;
        this.notes = notes;
    }

    public void check() {
        checkVersion(draft.part().crossfire(), notes);
        checkHealthCriterias();
        SteadyStatePart steady = draft.part().steadyState();
        @Nullable Duration window = steady == null ? ScenarioBuilder.DEFAULT_STEADY_STATE : steady.window();
        new LoadValidator(draft, notes).check();
        new FaultValidator(draft, notes, window == null ? Duration.ZERO : window).check();
        checkAbortRules();
        new LedgerValidator(draft, notes).check();
        new ObjectiveValidator(draft, notes).check();
    }

    /** Notes a file of another version of the language. */
    public static void checkVersion(@Nullable AnyScalar found, ProblemNotes notes) {
        if (found != null && !found.text().equals(VERSION)) {
            notes.add(
                    "/crossfire",
                    "version " + MessageText.quoted(found.text()),
                    VERSION,
                    "this Crossfire reads " + VERSION + " only");
        }
    }

    private void checkHealthCriterias() {
        Map<String, HealthyPart> healthy =
                draft.part().healthy() == null ? Map.of() : draft.part().healthy();
        List<String> names = List.copyOf(draft.cohortNames());
        for (String name : healthy.keySet()) {
            if (!names.contains(name)) {
                String found = "the cohort " + MessageText.quoted(name);
                notes.add(
                        Pointers.under("/healthy", name),
                        found,
                        MessageText.oneOf(names),
                        MessageText.didYouMean(name, names));
            }
        }
        draft.healthy().forEach(this::checkHealthCriteria);
    }

    private void checkHealthCriteria(String cohort, HealthCriteria rule) {
        String pointer = Pointers.under("/healthy", cohort);
        if (rule.within().isZero()) {
            notes.add(pointer + "/within", "0s", "more than 0s", null);
        }
        if (rule.stableFor().isZero()) {
            notes.add(pointer + "/stable-for", "0s", "more than 0s", null);
        }
        if (rule.success().equals(new Ratio(0)) || rule.success().equals(new Ratio(1))) {
            String hint = "at 0% a cohort is never unhealthy, at 100% one stray error is an outage";
            notes.add(pointer + "/success", rule.success().toString(), "between 0% and 100%", hint);
        }
    }

    /** Checks whether the reasons to stop early can occur. */
    private void checkAbortRules() {
        List<AbortPart> parts =
                draft.part().abortWhen() == null ? List.of() : draft.part().abortWhen();
        for (int i = 0; i < parts.size(); i++) {
            @Nullable AbortRatioPart ratio = parts.get(i).errorRatio();
            if (ratio != null) {
                checkAbortRule(ratio, "/abort-when/" + i + "/error-ratio");
            }
        }
    }

    private void checkAbortRule(AbortRatioPart ratio, String pointer) {
        @Nullable String cohort = ratio.cohort();
        List<String> names = List.copyOf(draft.cohortNames());
        if (cohort != null && !names.isEmpty() && !names.contains(cohort)) {
            String found = "the cohort " + MessageText.quoted(cohort);
            notes.add(pointer + "/cohort", found, MessageText.oneOf(names), MessageText.didYouMean(cohort, names));
        }
        if (ratio.over() != null && ratio.over().value() == 1) {
            notes.add(pointer + "/over", "100%", "less than 100%", "there are never more errors than answers");
        }
        @Nullable Duration window = ratio.window();
        @Nullable Duration length = draft.length();
        if (window != null && (window.compareTo(SHORTEST_ABORT_WINDOW) < 0 || window.toMillisPart() != 0)) {
            notes.add(pointer + "/for", DurationText.format(window), "whole seconds, 1s or more", null);
        } else if (window != null && length != null && window.compareTo(length) >= 0) {
            String expected = "less than " + DurationText.format(length) + ", which the load lasts";
            notes.add(pointer + "/for", DurationText.format(window), expected, null);
        }
    }
}
