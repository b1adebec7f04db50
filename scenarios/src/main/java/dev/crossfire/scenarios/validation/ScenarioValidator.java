package dev.crossfire.scenarios.validation;

import dev.crossfire.model.HealthRule;
import dev.crossfire.model.Ratio;
import dev.crossfire.scenarios.draft.ScenarioDraft;
import dev.crossfire.scenarios.draft.ScenarioMaker;
import dev.crossfire.scenarios.language.HealthyPart;
import dev.crossfire.scenarios.language.SteadyPart;
import dev.crossfire.scenarios.problems.MessageText;
import dev.crossfire.scenarios.problems.Origins;
import dev.crossfire.scenarios.problems.ProblemNotes;
import dev.crossfire.scenarios.schema.Scalar;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Validates a draft, as far as it could be read. */
public final class ScenarioValidator {
    private static final String VERSION = "v1";

    private final ScenarioDraft draft;
    private final ProblemNotes notes;

    public ScenarioValidator(ScenarioDraft draft, ProblemNotes notes) {
        this.draft = draft;
        this.notes = notes;
    }

    public void check() {
        version(draft.part().crossfire(), notes);
        healthy();
        SteadyPart steady = draft.part().steadyState();
        @Nullable Duration window = steady == null ? ScenarioMaker.STEADY : steady.window();
        new LoadValidator(draft, notes).check();
        new FaultValidator(draft, notes, window == null ? Duration.ZERO : window).check();
        new AbortValidator(draft, notes).check();
        new LedgerValidator(draft, notes).check();
        new ObjectiveValidator(draft, notes).check();
    }

    /** A file of another version is not guessed at. */
    public static void version(@Nullable Scalar found, ProblemNotes notes) {
        if (found != null && !found.text().equals(VERSION)) {
            notes.add(
                    "/crossfire",
                    "version " + MessageText.quoted(found.text()),
                    VERSION,
                    "this Crossfire reads " + VERSION + " only");
        }
    }

    private void healthy() {
        Map<String, HealthyPart> healthy =
                draft.part().healthy() == null ? Map.of() : draft.part().healthy();
        List<String> names = List.copyOf(draft.cohortNames());
        for (String name : healthy.keySet()) {
            if (!names.contains(name)) {
                String found = "the cohort " + MessageText.quoted(name);
                notes.add(
                        Origins.under("/healthy", name),
                        found,
                        MessageText.oneOf(names),
                        MessageText.didYouMean(name, names));
            }
        }
        draft.healthy().forEach(this::rule);
    }

    private void rule(String cohort, HealthRule rule) {
        String pointer = Origins.under("/healthy", cohort);
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
}
