package dev.crossfire.reports.pipeline;

import dev.crossfire.evidence.RepeatDirectory;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.model.Plan;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.reports.words.DrillsText;
import dev.crossfire.reports.words.Headline;
import dev.crossfire.reports.words.ObjectiveText;
import dev.crossfire.reports.words.OutcomeMarks;
import dev.crossfire.reports.words.Redactor;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that did not pass, with its place.
 *
 * @param id of the objective; {@code run} for the run itself
 * @param kind of the objective; the outcome for the run itself
 * @param outcome never a pass
 * @param text one line
 * @param place null when no drill had a plan
 */
public record Finding(
        String id,
        String kind,
        RunOutcome outcome,
        String text,
        @Nullable ScenarioPlace place) {
    private static final int LONGEST_TEXT = 400;

    /** Of a run, failures first; of none when it passed. */
    public static List<Finding> of(RunDirectory run) throws IOException {
        Plan plan = run.plan();
        Verdict verdict = run.verdict();
        List<ObjectiveVerdict> asked = verdict.objectives().stream()
                .filter(objective -> ObjectiveText.applies(plan, objective))
                .toList();
        return findings(verdict, asked, Headline.of(verdict), plan);
    }

    /** Of repeated drills; the places are those of the first drill. */
    public static List<Finding> of(RepeatDirectory all) throws IOException {
        Verdict verdict = all.verdict();
        Plan plan = null;
        for (RunDirectory drill : all.drills()) {
            if (plan == null && Files.exists(drill.planFile())) {
                plan = drill.plan();
            }
        }
        // How many drills may fail was decided before: what passes as a whole has nothing to say.
        List<ObjectiveVerdict> asked = verdict.outcome() == RunOutcome.PASS ? List.of() : verdict.objectives();
        return findings(verdict, asked, DrillsText.headline(verdict), plan);
    }

    private static List<Finding> findings(
            Verdict verdict, List<ObjectiveVerdict> asked, String headline, @Nullable Plan plan) {
        List<Finding> findings = new ArrayList<>();
        RunOutcome outcome = verdict.outcome();
        List<Finding> missed = ObjectiveText.missed(asked).stream()
                .map(objective -> of(verdict, objective, plan))
                .toList();
        boolean said = missed.stream().anyMatch(finding -> finding.outcome() == outcome);
        if (outcome != RunOutcome.PASS && !said) {
            ScenarioPlace place = plan == null ? null : ScenarioPlace.ofScenario(plan);
            findings.add(new Finding("run", OutcomeMarks.key(outcome), outcome, shown(headline), place));
        }
        findings.addAll(missed);
        return findings;
    }

    private static Finding of(Verdict verdict, ObjectiveVerdict objective, @Nullable Plan plan) {
        return new Finding(
                shown(objective.id()),
                shown(objective.kind()),
                objective.outcome() == Outcome.FAIL ? RunOutcome.FAIL : RunOutcome.INCONCLUSIVE,
                shown(ObjectiveText.measured(verdict, objective)) + ", target " + ObjectiveText.target(objective) + ": "
                        + ObjectiveText.why(objective, LONGEST_TEXT),
                plan == null ? null : ScenarioPlace.ofObjective(plan, objective.id()));
    }

    /** As {@code ✗ FAIL}. */
    public String word() {
        return OutcomeMarks.marked(outcome);
    }

    private static String shown(String text) {
        return Redactor.text(text, LONGEST_TEXT);
    }
}
